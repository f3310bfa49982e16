/* Lets an editor choose, among the figures of the form, one that a figure or a sentence names. */
(() => {
  const NAME = 'value-part_of';

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
      // The other blocks of the form are drawn after this one.
      setTimeout(this.offer);
    }

    disconnect() {
      this.select?.remove();
    }

    /* The other figures of the form, each with its prefix, its id and its name. */
    others() {
      const field = (prefix, name) => document.getElementsByName(prefix + name)[0];
      return [...(this.element.form?.elements || [])]
        .filter((input) => input.name.endsWith(`-${NAME}`) && input !== this.element)
        .map((input) => input.name.slice(0, -NAME.length))
        .filter((prefix) => field(prefix, 'id') && !field(prefix, 'deleted')?.value)
        .map((prefix) => ({
          id: field(prefix, 'id'),
          name: ['value', 'label'].map((name) => field(prefix, `value-${name}`)?.value).filter(Boolean).join(' '),
        }))
        .filter(({ name }) => name);
    }

    offer() {
      const chosen = this.element.value;
      const others = this.others();
      // A block that has not been saved yet has no id of its own.
      others.forEach(({ id }) => { id.value ||= window.crypto.randomUUID(); });
      const options = [['', this.element.dataset.resultsNone], ...others.map(({ id, name }) => [id.value, name])];
      // One that is gone stays chosen, and is refused beside the field, until another one is.
      if (!options.some(([value]) => value === chosen)) options.push([chosen, chosen]);
      this.select.replaceChildren(...options.map(([value, name]) => new Option(name, value, false, value === chosen)));
    }

    choose() {
      this.element.value = this.select.value;
      this.element.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  window.wagtail.app.register('results-part-of', PartOfController);
})();
