/* Shows beside a figure what was published of it before, and takes over unit and name of its indicator. */
(() => {
  const DELAY = 250;
  const FIELDS = ['indicator', 'value', 'unit'];

  class IndicatorController extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      this.prefix = this.element.name.slice(0, -'indicator'.length);
      this.chosen = this.element.value;
      this.output = document.createElement('p');
      this.output.className = 'results-figure-preview';
      this.output.setAttribute('role', 'status');
      // Wagtail's chooser tells nobody that it has another value.
      this.observer = new MutationObserver(() => this.ask());
      this.observer.observe(this.element, { attributes: true, attributeFilter: ['value'] });
      this.schedule = this.schedule.bind(this);
      this.element.form?.addEventListener('input', this.schedule);
      this.element.form?.addEventListener('change', this.schedule);
      this.ask();
    }

    disconnect() {
      this.observer.disconnect();
      this.element.form?.removeEventListener('input', this.schedule);
      this.element.form?.removeEventListener('change', this.schedule);
      clearTimeout(this.timer);
      this.output.remove();
    }

    field(name) {
      return document.getElementsByName(this.prefix + name)[0];
    }

    schedule(event) {
      const names = [...FIELDS.map((name) => this.prefix + name), 'period_start'];
      if (!names.includes(event.target.name)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), DELAY);
    }

    async ask() {
      const chosen = this.element.value;
      const query = new URLSearchParams({ page: location.pathname.match(/\/pages\/(\d+)\//)?.[1] || '' });
      // The id of a block stands beside its value.
      const block = document.getElementsByName(this.prefix.replace(/value-$/, 'id'))[0];
      query.set('block', block?.value || '');
      FIELDS.forEach((name) => query.set(name, this.field(name)?.value || ''));
      query.set('period_start', document.getElementsByName('period_start')[0]?.value || '');
      const response = await fetch(`${this.urlValue}?${query}`, { headers: { Accept: 'application/json' } });
      // Another one may have been chosen meanwhile.
      if (response.ok && chosen === this.element.value) this.show(chosen, await response.json());
    }

    show(chosen, { name = '', unit = '', previous = '', question = '' }) {
      this.field('value')?.parentElement.append(this.output);
      this.output.textContent = question || previous;
      this.output.classList.toggle('results-figure-preview--error', Boolean(question));
      if (this.field('label')) this.field('label').placeholder = name;
      const select = this.field('unit');
      if (chosen !== this.chosen && unit && select && select.value !== unit) {
        select.value = unit;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
      this.chosen = chosen;
    }
  }

  window.wagtail.app.register('results-indicator', IndicatorController);
})();
