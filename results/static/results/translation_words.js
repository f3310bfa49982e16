// Words that are selected in one of the texts are looked up in all translations, below them.
(() => {
  const root = document.querySelector("[data-results-strings]");
  if (!root) return;
  const { formAction } = root.querySelector("[data-results-everywhere]");

  const selected = (string) => {
    const { value, selectionStart, selectionEnd } = string.querySelector("[name=text]");
    const chosen = getSelection();
    const isThere = string.querySelector(".results-string__texts").contains(chosen.anchorNode);
    return (isThere && chosen.toString().trim()) || value.slice(selectionStart, selectionEnd).trim();
  };

  const look = async (string) => {
    const place = string.querySelector("[data-results-found]"), words = selected(string);
    place.textContent = words ? "" : root.dataset.choose;
    if (!words) return;
    const answer = await fetch(`${formAction}?${new URLSearchParams({ q: words })}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.querySelector("[data-results-pairs]").children);
  };

  for (const button of root.querySelectorAll("[data-results-find]")) {
    button.hidden = false;
    // The selection stays.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => look(button.closest("[data-results-string]")));
  }
})();
