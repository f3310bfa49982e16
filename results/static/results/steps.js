/* Asks again what followed from publishing while some of it is still being done. */
(() => {
  const AGAIN = 2000;

  class StepsController extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      if (this.element.querySelector('[data-state="pending"], [data-state="running"]')) {
        this.timer = setTimeout(() => this.ask(), AGAIN);
      }
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    async ask() {
      const response = await fetch(this.urlValue).catch(() => null);
      if (response?.ok && !response.redirected) {
        const made = document.createElement('template');
        made.innerHTML = await response.text();
        this.element.replaceWith(made.content);
      } else {
        this.timer = setTimeout(() => this.ask(), AGAIN);
      }
    }
  }

  window.wagtail.app.register('results-steps', StepsController);
})();
