// What was typed in this browser and not saved, in texts that are not on the screen.
(() => {
  const place = document.querySelector("[data-results-typed]");
  const prefix = `results-string:${place?.dataset.resultsTyped}:`;
  let drafts;
  try {
    drafts = Object.entries(localStorage).filter(([name]) => name.startsWith(prefix));
  } catch { return; /* A browser that keeps nothing. */ }
  for (const [name, kept] of place ? drafts : []) {
    const key = name.slice(prefix.length), { text, place: where = "" } = JSON.parse(kept);
    if (document.querySelector(`[data-results-string="${CSS.escape(key)}"]`)) continue;
    const item = place.querySelector("template").content.firstElementChild.cloneNode(true);
    item.querySelector("strong").textContent = where;
    item.querySelector("q").textContent = text;
    // On the list of all texts it would be there if it could be shown.
    const link = item.querySelector("a");
    if (link) link.hash = `string-${Number.parseInt(key, 10)}`;
    item.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem(name);
      item.remove();
      place.hidden = !place.querySelector("li");
    });
    place.querySelector("ul").append(item);
    place.hidden = false;
  }
})();
