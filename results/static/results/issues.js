/* Shows what stands in the way of publishing in the side panel of checks too, as the draft is saved. */
(() => {
  const SETTINGS = '[data-streamfield-action="SETTINGS"]';

  class IssuesController extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      this.side = document.createElement('div');
      document.querySelector('[data-checks-panel]')?.parentElement.before(this.side);
      this.count = document.createElement('span');
      this.count.className = 'w-side-panel-toggle__counter results-issues__count';
      document.querySelector('[data-side-panel-toggle="checks"]')?.append(this.count);
      this.ask = this.ask.bind(this);
      this.lead = this.lead.bind(this);
      document.addEventListener('w-autosave:success', this.ask);
      [this.element, this.side].forEach((place) => place.addEventListener('click', this.lead));
      this.show();
    }

    disconnect() {
      document.removeEventListener('w-autosave:success', this.ask);
      this.element.removeEventListener('click', this.lead);
      this.side.remove();
      this.count.remove();
    }

    show() {
      this.side.innerHTML = this.element.innerHTML;
      const number = this.element.querySelectorAll('[data-code]').length;
      this.count.textContent = number || '';
      this.count.hidden = !number;
    }

    async ask() {
      const response = await fetch(this.urlValue).catch(() => null);
      if (!response?.ok || response.redirected) return;
      const made = document.createElement('template');
      made.innerHTML = await response.text();
      const fresh = made.content.firstElementChild;
      if (fresh && fresh.innerHTML !== this.element.innerHTML) {
        this.element.innerHTML = fresh.innerHTML;
        this.show();
      }
    }

    /* Leads into the field itself, through a block that is closed and settings that are. */
    lead(event) {
      const link = event.target.closest('a[data-field]');
      const section = link && document.getElementById(link.hash.slice(1));
      if (!section) return;
      const closed = section.querySelector('[data-panel-toggle][aria-expanded="false"]');
      closed?.click();
      const field = section.querySelector(`[data-contentpath="${link.dataset.field}"]`);
      const settings = section.querySelector(SETTINGS);
      const group = document.getElementById(settings?.getAttribute('aria-controls'));
      if (settings?.getAttribute('aria-expanded') === 'false' && group?.contains(field)) settings.click();
      const input = (field || section).querySelector('input:not([type="hidden"]), textarea, select, [contenteditable]');
      if (!input) return;
      event.preventDefault();
      // What was just opened has its place only in the next frame.
      requestAnimationFrame(() => {
        input.scrollIntoView({ block: 'center' });
        input.focus();
      });
    }
  }

  window.wagtail.app.register('results-issues', IssuesController);
})();
