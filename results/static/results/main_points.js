/* Offers main points made from the figures; the one that an editor keeps becomes a block of the form. */
(() => {
  class MainPointsController extends window.StimulusModule.Controller {
    static values = { url: String };
    static targets = ['status', 'list'];

    async ask() {
      const response = await fetch(this.urlValue, { headers: { Accept: 'application/json' } });
      if (!response.ok) return;
      const { offers } = await response.json();
      // Those of the form may not have been saved yet.
      const used = [...document.querySelectorAll('[name^=main_points-][name$=-value-figure]')]
        .filter((input) => !document.getElementsByName(input.name.replace(/value-figure$/, 'deleted'))[0]?.value)
        .map((input) => input.value);
      const free = offers.filter(({ figure }) => !used.includes(figure));
      this.statusTarget.textContent = free.length ? '' : this.statusTarget.dataset.none;
      this.listTarget.replaceChildren(...free.map((offer) => this.offered(offer)));
    }

    offered({ figure, number, text }) {
      const item = document.createElement('li');
      const said = document.createElement('span');
      said.textContent = `${number} ${text} `;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small';
      button.textContent = this.listTarget.dataset.keep;
      button.addEventListener('click', () => {
        const { rootBlock } = document.getElementById('main_points-root');
        const place = rootBlock.children.length;
        rootBlock.insert({ type: 'point', value: { figure, text }, id: null }, place, { animate: true });
        // The form saves itself when one of its inputs has changed.
        document.getElementsByName(`main_points-${place}-value-text`)[0]
          ?.dispatchEvent(new Event('change', { bubbles: true }));
        item.remove();
      });
      item.append(said, button);
      return item;
    }
  }

  window.wagtail.app.register('results-main-points', MainPointsController);
})();
