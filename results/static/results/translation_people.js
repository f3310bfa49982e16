// Who else is on the screen and in which text, and what they have saved meanwhile.
(() => {
  const root = document.querySelector("[data-results-strings]");
  if (!root) return;
  const EVERY = 10_000, PAUSE = 500;
  const place = root.querySelector("[data-results-people]");
  const stringOf = (key) => root.querySelector(`[data-results-string="${key}"]`);
  let { since } = root.dataset, current = "", known = "[]", timer;

  const named = ({ name, string }, index) => {
    const shown = string && stringOf(string), parts = [index ? ", " : " ", name];
    if (shown) {
      const link = document.createElement("a");
      link.href = `#${shown.id}`;
      link.textContent = shown.querySelector("h2").textContent;
      parts.push(" – ", link);
    }
    return parts;
  };

  const show = (people) => {
    // Said anew only when it is another.
    if (JSON.stringify(people) === known) return;
    known = JSON.stringify(people);
    place.replaceChildren(...(people.length ? [root.dataset.also, ...people.flatMap(named)] : []));
    for (const others of root.querySelectorAll("[data-results-others]")) others.textContent = "";
    for (const { string, sentence } of people) {
      stringOf(string)?.querySelector("[data-results-others]").append(sentence, " ");
    }
  };

  const ping = async () => {
    if (document.hidden) return;
    const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, since, string: current });
    try {
      const answer = await fetch(root.dataset.presence, { method: "POST", body, headers: { Accept: "application/json" } });
      const { people, saved, since: next } = await answer.json();
      if (!people) return;
      since = next;
      show(people);
      for (const { string, ...detail } of saved) {
        stringOf(string)?.dispatchEvent(new CustomEvent("results:theirs", { detail }));
      }
    } catch { /* The next one may be answered. */ }
  };

  document.addEventListener("focusin", ({ target }) => {
    const key = target.closest("[data-results-string]")?.dataset.resultsString;
    if (!key || key === current) return;
    current = key;
    clearTimeout(timer);
    timer = setTimeout(ping, PAUSE);
  });
  document.addEventListener("visibilitychange", ping);
  setInterval(ping, EVERY);
  ping();
})();
