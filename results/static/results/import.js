/* The screens of an import: one click is enough, and a mended figure says how it is understood. */
(() => {
  const SLOW = 1000;
  const DELAY = 250;
  const FIELDS = ['value', 'label', 'unit', 'qualifier', 'scale'];

  function submitOnce(form) {
    const progress = form.querySelector('[data-results-import-progress]');
    let timer = null;
    form.addEventListener('submit', (event) => {
      if (timer !== null) {
        event.preventDefault();
        return;
      }
      timer = setTimeout(() => { progress.hidden = false; }, SLOW);
    });
    // Whoever comes back by the browser's own button gets the page as it was left.
    window.addEventListener('pageshow', () => {
      clearTimeout(timer);
      timer = null;
      progress.hidden = true;
    });
  }

  function followTyping(form) {
    const timers = new Map();

    async function ask(figure, mended) {
      const query = new URLSearchParams({ locale: form.dataset.resultsImportLanguage });
      FIELDS.forEach((name) => query.set(name, figure.querySelector(`[name$="-${name}"]`).value));
      const response = await fetch(`${form.dataset.resultsImportUrl}?${query}`, { headers: { Accept: 'application/json' } });
      if (!response.ok) return;
      const { text = '', error = '' } = await response.json();
      const output = figure.querySelector('[data-results-import-preview]');
      output.textContent = error || (text && `= ${text}`);
      if (text) figure.querySelector('[data-results-import-line]').textContent = text;
      output.classList.toggle('results-figure-preview--error', Boolean(error));
      if (!error && mended.name.endsWith('-value')) {
        mended.removeAttribute('aria-invalid');
        document.getElementById(`${mended.id}_error`)?.remove();
      }
    }

    const schedule = ({ target }) => {
      const figure = target.closest('.results-import__figure');
      if (!figure || target.type === 'checkbox') return;
      clearTimeout(timers.get(figure));
      timers.set(figure, setTimeout(() => ask(figure, target), DELAY));
    };
    form.addEventListener('input', schedule);
  }

  document.querySelectorAll('[data-results-import]').forEach((form) => {
    submitOnce(form);
    if (form.dataset.resultsImportUrl) followTyping(form);
  });
})();
