/* The review of an import: narrows the list, decides on many at once, goes on by key, keeps what is decided. */
(() => {
  const form = document.querySelector('[data-results-import-review]');
  if (!form) return;
  const PAUSE = 800;
  const figures = [...form.querySelectorAll('.results-import__figure')];
  const filters = form.querySelector('[data-results-import-filters]');
  const undo = filters.querySelector('[data-undo]');
  const field = (figure, name) => figure.querySelector(`[name$="-${name}"]`);
  const changed = (input) => input.dispatchEvent(new Event('change', { bubbles: true }));

  /* What is to be looked at, and has not been. */
  const isLeft = (figure) => field(figure, 'seen')?.checked === false && !field(figure, 'wanted').checked;
  const count = () => { form.querySelector('[data-left]').textContent = figures.filter(isLeft).length; };

  /* The fields of a figure come when it is opened; what cannot be had now is asked for again then. */
  const show = (figure) => figure.querySelectorAll('[data-results-import-other]').forEach((button) => { button.hidden = false; });
  form.addEventListener('toggle', async ({ target }) => {
    const figure = target.parentElement;
    if (!target.open || !figure.matches('.results-import__figure') || figure.querySelector('fieldset')) return;
    const answer = await fetch(`?fields=${figure.id}`).catch(() => null);
    const text = answer?.ok && !answer.redirected ? await answer.text() : '';
    if (text && !figure.querySelector('fieldset')) target.insertAdjacentHTML('beforeend', text);
    if (!text) kept.textContent = kept.dataset.failed;
    show(figure);
  }, true);

  const shown = () => figures.filter((figure) => !figure.hidden);
  // "6482" finds "6 482" and "6,482", and what was typed is found, too.
  const plain = (text) => text.toLowerCase().replace(/(\d)[\s.,](?=\d{3}\b)/g, '$1');
  const words = (figure) => plain([figure.textContent, ...[...figure.querySelectorAll('input')].map(({ value }) => value)].join(' '));

  function narrow() {
    const chosen = [...filters.querySelectorAll('[data-filter]')].filter(({ value }) => value);
    const typed = plain(filters.querySelector('[type=search]').value.trim());
    figures.forEach((figure) => {
      const fits = chosen.every(({ dataset, value }) => figure.dataset[dataset.filter] === value);
      figure.hidden = !(fits && (!typed || words(figure).includes(typed)));
    });
    form.querySelectorAll('[data-results-import-pile]').forEach((pile) => {
      pile.hidden = !pile.querySelector('.results-import__figure:not([hidden])');
    });
    filters.querySelector('[data-shown]').textContent = shown().length;
  }

  let before = [];
  const decide = (boxes) => {
    before = boxes.map(([box]) => [box, box.checked]);
    boxes.forEach(([box, isTicked]) => { box.checked = isTicked; });
    undo.hidden = !boxes.length;
    count();
    schedule();
  };
  // What is decided with others has been looked at.
  const tick = (isTicked) => decide(shown().flatMap((figure) => {
    const seen = field(figure, 'seen');
    return [[field(figure, 'wanted'), isTicked], ...(seen ? [[seen, true]] : [])];
  }));

  function go(from, step) {
    const left = shown().filter((figure) => isLeft(figure) && figure !== from);
    const isBehind = (figure) => Boolean(from && from.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
    const onward = step > 0 ? left.find(isBehind) : left.findLast((figure) => from && !isBehind(figure));
    const isDone = step > 0 && (!left.length || from?.dataset.pile === 'look');
    const next = onward ?? (isDone ? null : left.at(step > 0 ? 0 : -1));
    const target = next ? field(next, 'wanted') : isDone && form.querySelector('.results-import__actions [type=submit]');
    if (!target) return;
    target.focus();
    // A figure with its page shown is higher than the window.
    target.scrollIntoView({ block: 'center' });
  }

  form.addEventListener('change', ({ target }) => {
    const figure = target.closest('.results-import__figure');
    if (figure) {
      // Whoever changes anything of it has looked at it.
      const seen = field(figure, 'seen');
      if (seen && target !== seen) seen.checked = true;
      if (target.name.endsWith('-role')) field(figure, 'wanted').checked = target.value === 'result';
    }
    count();
  });
  form.addEventListener('click', ({ target }) => {
    const other = target.closest('[data-results-import-other]');
    if (!other) return;
    const figure = other.closest('.results-import__figure');
    const value = field(figure, 'value');
    // Whoever says how it is read takes it.
    field(figure, 'wanted').checked = true;
    value.value = other.value;
    value.dispatchEvent(new Event('input', { bubbles: true }));
    changed(value);
    value.focus();
  });
  form.addEventListener('keydown', (event) => {
    // Enter in a field is not meant to make the draft.
    if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    // In a list of choices these keys open it.
    if (!event.altKey || event.target.matches('select') || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    go(event.target.closest('.results-import__figure'), event.key === 'ArrowDown' ? 1 : -1);
  });
  filters.addEventListener('input', narrow);
  filters.addEventListener('click', ({ target }) => {
    const { tick: ticked } = target.dataset;
    if (ticked !== undefined) tick(Boolean(ticked));
    if (target === undo) {
      decide(before);
      undo.hidden = true;
      filters.querySelector('[type=search]').focus();
    }
  });

  /* Keeps what is decided, one request after the other, and shows the page of it. */
  const kept = form.querySelector('[data-results-import-kept]');
  const frame = form.querySelector('[data-results-import-page]');
  const isWide = window.matchMedia('(min-width: 75rem)');
  let changes = 0;
  let keptChanges = 0;
  let timer;
  let sending = Promise.resolve();
  const load = () => {
    if (!isWide.matches) return;
    const top = frame.contentWindow.scrollY;
    frame.onload = () => {
      frame.contentWindow.scrollTo({ top, behavior: 'instant' });
      // Nothing in it leads away, or does anything.
      frame.contentWindow.addEventListener('click', (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
      }, true);
    };
    frame.contentWindow.location.replace(frame.dataset.resultsImportPage);
  };
  async function keep() {
    const body = new FormData(form);
    const sent = changes;
    body.append('keep', '1');
    try {
      const answer = await fetch(window.location.href, { method: 'POST', body, headers: { Accept: 'application/json' } });
      if (!answer.headers.get('Content-Type')?.startsWith('application/json')) throw new Error(answer.status);
      kept.textContent = kept.dataset.kept;
      keptChanges = sent;
    } catch {
      kept.textContent = kept.dataset.failed;
      return;
    }
    load();
  }
  function schedule() {
    kept.textContent = '';
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(() => { sending = sending.then(keep); }, PAUSE);
  }
  ['input', 'change'].forEach((name) => form.addEventListener(name, ({ target }) => { if (target.name) schedule(); }));
  // The draft is made of what is sent, and no longer of what is kept.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    keptChanges = changes;
  });
  // Whoever leaves before it is kept is asked.
  window.addEventListener('beforeunload', (event) => { if (changes !== keptChanges) event.preventDefault(); });
  const cancel = document.getElementById('import-cancel');
  cancel.addEventListener('submit', (event) => {
    if (window.confirm(cancel.dataset.question)) keptChanges = changes;
    else event.preventDefault();
  });

  filters.hidden = false;
  show(form);
  isWide.addEventListener('change', load);
  narrow();
  count();
  load();
  // What is wrong has the focus, and the list above it has grown.
  form.querySelector('[autofocus]')?.scrollIntoView({ block: 'center' });
})();
