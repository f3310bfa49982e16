/* Previews beside the field how a figure will read. */
(() => {
  const DELAY = 250;
  const NAMES = {
    value: { value: 'value', label: 'label', unit: 'unit', qualifier: 'qualifier', scale: 'scale', decimals: 'decimals' },
    whole_value: { value: 'whole_value', label: 'whole_label', unit: 'unit', scale: 'scale', decimals: 'decimals' },
  };

  class FigureController extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      const name = this.element.name || '';
      this.kind = name.endsWith('-whole_value') ? 'whole_value' : 'value';
      this.prefix = name.slice(0, -this.kind.length);
      this.output = document.createElement('p');
      this.output.className = 'results-figure-preview';
      this.output.setAttribute('role', 'status');
      this.element.insertAdjacentElement('afterend', this.output);
      this.schedule = this.schedule.bind(this);
      this.inputs = Object.values(NAMES[this.kind])
        .map((field) => document.getElementsByName(this.prefix + field)[0])
        .filter(Boolean);
      // The sibling fields of a new block are drawn after this one.
      this.element.form?.addEventListener('input', this.schedule);
      this.element.form?.addEventListener('change', this.schedule);
      this.ask();
    }

    disconnect() {
      this.element.form?.removeEventListener('input', this.schedule);
      this.element.form?.removeEventListener('change', this.schedule);
      clearTimeout(this.timer);
      this.output?.remove();
    }

    schedule(event) {
      if (!(event.target.name || '').startsWith(this.prefix)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), DELAY);
    }

    async ask() {
      const query = new URLSearchParams();
      Object.entries(NAMES[this.kind]).forEach(([parameter, field]) => {
        const input = document.getElementsByName(this.prefix + field)[0];
        if (input) query.set(parameter, input.value);
      });
      if (!query.get('value')) {
        this.show({ text: '' });
        return;
      }
      const locale = window.wagtailConfig?.ACTIVE_CONTENT_LOCALE;
      if (locale) query.set('locale', locale);
      const response = await fetch(`${this.urlValue}?${query}`, { headers: { Accept: 'application/json' } });
      if (response.ok) this.show(await response.json());
    }

    show({ text = '', error = '' }) {
      this.output.textContent = error || (text && `= ${text}`);
      this.output.classList.toggle('results-figure-preview--error', Boolean(error));
    }
  }

  window.wagtail.app.register('results-figure', FigureController);
})();
