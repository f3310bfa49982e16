/* Lets an editor choose, among the figures of the form, one that a figure or a sentence names. */
(() => {
  const NAME = 'value-part_of';
  // What each figure was called last, by its id, also once it is deleted.
  const names = new Map();

  const field = (prefix, name) => document.getElementsByName(prefix + name)[0];
  const nameOf = (prefix) => ['value', 'label', 'title', 'text']
    .map((name) => field(prefix, `value-${name}`)?.value).filter(Boolean).join(' ');
  /* Whether a field is in a block that is deleted, or in one within such a block. */
  const isDeleted = (name) => [...name.matchAll(/-\d+-/g)]
    .some(({ index, 0: number }) => field(name.slice(0, index + number.length), 'deleted')?.value);

  class PartOfController extends window.StimulusModule.Controller {
    connect() {
      this.select = document.createElement('select');
      this.element.insertAdjacentElement('afterend', this.select);
      // The label and the help text are those of the input.
      this.select.id = this.element.id;
      this.element.removeAttribute('id');
      const described = this.element.getAttribute('aria-describedby');
      if (described) this.select.setAttribute('aria-describedby', described);
      this.element.type = 'hidden';
      this.select.addEventListener('change', () => this.choose());
      // What the other figures are called may have changed meanwhile.
      this.offer = this.offer.bind(this);
      this.select.addEventListener('focus', this.offer);
      this.tell = this.tell.bind(this);
      // Wagtail lets nobody else hear of the click.
      this.element.form?.addEventListener('click', this.tell, true);
      // The other blocks of the form are drawn after this one.
      setTimeout(this.offer);
    }

    disconnect() {
      this.element.form?.removeEventListener('click', this.tell, true);
      this.select?.remove();
    }

    /* Say that the figure which this one names has just been deleted. */
    tell({ target }) {
      if (!target.closest('[data-streamfield-action=DELETE]')) return;
      setTimeout(() => {
        const { name, value, dataset } = this.element;
        if (!value || isDeleted(name)) return;
        const wasThere = [...this.select.options].some((option) => option.value === value && !('gone' in option.dataset));
        this.offer();
        if (!wasThere || !('gone' in this.select.selectedOptions[0].dataset)) return;
        const text = dataset.resultsTold.replace('{figure}', names.get(value)).replace('{place}', this.place());
        document.dispatchEvent(new CustomEvent('w-messages:add', { detail: { text, type: 'warning' } }));
      });
    }

    /* What the block that names the figure is called in the form. */
    place() {
      const heading = this.element.closest('[data-streamfield-child]')?.querySelector('[data-panel-heading-text]');
      return nameOf(this.element.name.replace(/value-[^-]*$/, '')) || heading?.textContent.trim() || '';
    }

    /* The other figures of the form, each with the field of its id and its name. */
    others() {
      const others = [...(this.element.form?.elements || [])]
        .filter((input) => input.name.endsWith(`-${NAME}`) && input !== this.element && !isDeleted(input.name))
        .map((input) => input.name.slice(0, -NAME.length))
        .map((prefix) => ({ id: field(prefix, 'id'), name: nameOf(prefix) }))
        .filter(({ id, name }) => id && name);
      // A block that has not been saved yet has no id of its own.
      others.forEach(({ id }) => { id.value ||= window.crypto.randomUUID(); });
      others.forEach(({ id, name }) => names.set(id.value, name));
      return others;
    }

    offer() {
      const chosen = this.element.value;
      const others = this.others();
      const options = [['', this.element.dataset.resultsNone], ...others.map(({ id, name }) => [id.value, name])];
      const known = options.map(([value, name]) => new Option(name, value, false, value === chosen));
      // One that is gone stays chosen, and is refused beside the field, until another one is.
      if (!options.some(([value]) => value === chosen)) {
        const gone = this.element.dataset.resultsGone;
        const option = new Option(names.has(chosen) ? `${names.get(chosen)} (${gone})` : gone, chosen, false, true);
        option.dataset.gone = '';
        known.push(option);
      }
      this.select.replaceChildren(...known);
    }

    choose() {
      this.element.value = this.select.value;
      this.element.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  window.wagtail.app.register('results-part-of', PartOfController);

  /* What stands beside the heading of a closed block: the name of the figure, not its id. */
  class PartOf extends window.telepath.constructors['wagtail.widgets.Widget'] {
    render(...place) {
      const input = super.render(...place);
      input.getTextLabel = () => names.get(input.getValue()) || null;
      return input;
    }
  }

  window.telepath.register('results.widgets.PartOf', PartOf);
})();
