/* Asks again what followed from publishing while some of it is still being done. */
(() => {
  const AGAIN = 2000;

  class StepsController extends window.StimulusModule.Controller {
    static values = { url: String };

    connect() {
      this.schedule();
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    schedule() {
      if (this.element.querySelector('[data-state="pending"], [data-state="running"]')) {
        this.timer = setTimeout(() => this.ask(), AGAIN);
      }
    }

    async ask() {
      const response = await fetch(this.urlValue).catch(() => null);
      if (response?.ok && !response.redirected) {
        const made = document.createElement('template');
        made.innerHTML = await response.text();
        const fresh = made.content.firstElementChild;
        // Not without need: whoever is at the button stays there.
        if (fresh && fresh.innerHTML !== this.element.innerHTML) {
          this.element.innerHTML = fresh.innerHTML;
        }
      }
      this.schedule();
    }
  }

  window.wagtail.app.register('results-steps', StepsController);
})();
