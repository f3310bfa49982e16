/* Previews beside the field how a figure will read, and fills the fields that its text says. */
(() => {
  const DELAY = 250;
  const NAMES = {
    value: { value: 'value', label: 'label', unit: 'unit', qualifier: 'qualifier', scale: 'scale', decimals: 'decimals' },
    whole_value: { value: 'whole_value', label: 'whole_label', unit: 'unit', scale: 'scale', decimals: 'decimals' },
  };
  const LABELS = ['label', 'whole_label'];

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
      this.note = document.createElement('p');
      this.note.className = 'results-figure-preview';
      this.note.setAttribute('role', 'status');
      this.note.hidden = true;
      this.output.insertAdjacentElement('afterend', this.note);
      this.schedule = this.schedule.bind(this);
      this.read = this.read.bind(this);
      this.settled = this.element.value;
      this.labels = {};
      // The sibling fields of a new block are drawn after this one.
      this.element.form?.addEventListener('input', this.schedule);
      this.element.form?.addEventListener('change', this.schedule);
      if (this.kind === 'value') this.element.addEventListener('change', this.read);
      this.ask().then((answer) => this.show(answer));
    }

    disconnect() {
      this.element.form?.removeEventListener('input', this.schedule);
      this.element.form?.removeEventListener('change', this.schedule);
      this.element.removeEventListener('change', this.read);
      clearTimeout(this.timer);
      this.output?.remove();
      this.note?.remove();
    }

    field(name) {
      return document.getElementsByName(this.prefix + name)[0];
    }

    schedule(event) {
      if (!(event.target.name || '').startsWith(this.prefix)) return;
      if (event.target === this.element && event.isTrusted) this.note.hidden = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(async () => this.show(await this.ask()), DELAY);
    }

    async ask() {
      const query = new URLSearchParams();
      Object.entries(NAMES[this.kind]).forEach(([parameter, field]) => {
        const input = this.field(field);
        if (input) query.set(parameter, input.value);
      });
      if (!query.get('value')) return { text: '' };
      if (this.kind === 'whole_value') query.set('plain', '');
      const locale = window.wagtailConfig?.ACTIVE_CONTENT_LOCALE;
      if (locale) query.set('locale', locale);
      const response = await fetch(`${this.urlValue}?${query}`, { headers: { Accept: 'application/json' } });
      return response.ok ? response.json() : null;
    }

    show(answer) {
      if (!answer) return;
      const { text = '', error = '' } = answer;
      this.output.textContent = error || (text && `= ${text}`);
      this.output.classList.toggle('results-figure-preview--error', Boolean(error));
    }

    /* Once the field is left: the number stays in it, the words go where they belong. */
    async read() {
      const typed = this.element.value;
      const earlier = this.filled && typed !== this.filled.value ? this.reset() : {};
      const answer = await this.ask();
      // Somebody types on.
      if (!answer || this.element.value !== typed) return;
      if (!answer.reading) {
        if (!answer.error) this.settled = typed;
        return;
      }
      const isTheirs = (name, input) => LABELS.includes(name) && input.value && input.value !== this.labels[name];
      const before = this.fill(answer.reading, isTheirs);
      this.filled = Object.fromEntries(Object.keys(before).map((name) => [name, this.field(name).value]));
      this.before = before;
      this.labels = this.filled;
      this.offerUndo(answer, { ...before, ...earlier, value: this.settled });
    }

    /* What the text before this one has filled, and nobody has changed since, is as it was; a label stays. */
    reset() {
      const { filled, before } = this;
      this.filled = null;
      const untouched = ([name]) => !['value', 'label'].includes(name) && this.field(name)?.value === filled[name];
      return this.fill(Object.fromEntries(Object.entries(before).filter(untouched)));
    }

    /* Fill the fields; return what was in them. */
    fill(values, keeps = () => false) {
      const before = {};
      Object.entries(values).forEach(([name, value]) => {
        const input = this.field(name);
        if (!input || keeps(name, input)) return;
        before[name] = input.value;
        input.value = value;
        input.classList.remove('results-figure-filled');
        // Begins anew for what is filled twice.
        void input.offsetWidth;
        input.classList.add('results-figure-filled');
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      return before;
    }

    offerUndo({ understood, undo }, before) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small button-secondary';
      button.textContent = undo;
      button.addEventListener('click', () => {
        this.fill(before);
        this.note.hidden = true;
        this.element.focus();
      });
      this.note.replaceChildren(`${understood} `, button);
      this.note.hidden = false;
    }
  }

  window.wagtail.app.register('results-figure', FigureController);
})();
