// The screen of texts: checks while a translator types, saves without leaving, goes on by key.
(() => {
  const root = document.querySelector("[data-results-strings]");
  if (!root) return;
  const PAUSE = 300;
  const said = root.dataset;
  const strings = [...root.querySelectorAll("[data-results-string]")];
  const fieldOf = (string) => string.querySelector("[name=text]");

  const list = (place, entries) => {
    place.replaceChildren(...entries.map(({ message, certain }) => {
      const item = document.createElement("li");
      item.textContent = message;
      if (certain) item.className = "error-message";
      return item;
    }));
  };

  const show = (string, text, kind) => {
    const status = string.querySelector("[data-results-state]");
    status.textContent = text;
    status.dataset.resultsState = kind;
  };

  // A script is answered by JSON, and sent elsewhere only to sign in.
  const ask = async (url, body) => {
    const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { Accept: "application/json" } });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.json();
    // Another sign-in, too, makes what the page sends worthless.
    throw new Error(answer.redirected || answer.status === 403 ? said.signedOut : said.failed);
  };
  // The browser's own words for a lost connection are none of ours.
  const whyNot = ({ name, message }) => (name === "Error" ? message : said.failed);

  // What is typed and not saved outlives a closed window and a lost session.
  const draftName = (key) => `results-string:${said.resultsStrings}:${key}`;
  const unkept = new Set();
  const remember = (string) => {
    const field = fieldOf(string), seen = string.querySelector("[name=seen]").value;
    const name = draftName(string.dataset.resultsString);
    const draft = { seen, text: field.value, place: string.querySelector("h2").textContent };
    unkept.delete(string);
    try {
      if (field.value === seen) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing asks before it closes the window.
      if (field.value !== seen) unkept.add(string);
    }
  };
  const restore = (string) => {
    let draft;
    try {
      draft = JSON.parse(localStorage.getItem(draftName(string.dataset.resultsString)));
    } catch { /* The same. */ }
    const field = fieldOf(string), seen = string.querySelector("[name=seen]").value;
    if (!draft || field.getAttribute("aria-invalid")) return;
    const isSame = draft.text === field.value;
    field.value = draft.text;
    remember(string);
    if (isSame) return;
    keepMarks(string);
    check(string);
    show(string, said.restored, "unsaved");
    if (draft.seen !== seen) string.querySelector("[data-results-theirs]").textContent = said.meanwhile.replace("{text}", () => seen);
  };

  // The marks lie behind the field, which can have none; those before what is typed stay.
  const keepMarks = (string) => {
    const marked = string.querySelector("[data-results-marked]"), { value } = fieldOf(string);
    let at = 0, agrees = true;
    for (const node of [...marked.childNodes]) {
      agrees &&= value.startsWith(node.textContent, at);
      if (agrees) at += node.textContent.length;
      else node.remove();
    }
    marked.append(value.slice(at));
  };

  const check = async (string) => {
    const body = new FormData(string.querySelector(".results-string__texts form"));
    const typed = fieldOf(string).value;
    const { faults, source, text, corrected } = await ask(string.dataset.check, body).catch(() => ({}));
    if (!faults || typed !== fieldOf(string).value) return;
    list(string.querySelector("[data-results-notes]"), faults);
    if (source === undefined) return;
    string.querySelector("[data-results-source]").innerHTML = source;
    string.querySelector("[data-results-marked]").innerHTML = text;
    const correct = string.querySelector("[data-results-correct]");
    correct.value = corrected;
    correct.hidden = !corrected;
  };

  const go = (string, step) => {
    const next = strings[strings.indexOf(string) + step];
    // After the last text comes what is done with all of them; its first stop publishes.
    if (!next && step > 0) root.querySelector("[data-results-end]").focus();
    if (!next) return;
    fieldOf(next).focus();
    next.scrollIntoView({ block: "center" });
  };

  const offerUndo = (string, address) => {
    string.querySelector("[data-results-undo]")?.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.dataset.resultsUndo = "";
    button.textContent = said.undo;
    button.addEventListener("click", async () => {
      await fetch(address, { method: "POST", body: new FormData(string.querySelector(".results-string__texts form")) });
      location.reload();
    });
    string.querySelector(".results-string__actions").append(button);
  };

  // The page that is loaded next has the text under another key.
  const move = (string, key) => {
    try {
      const kept = localStorage.getItem(draftName(string.dataset.resultsString));
      if (kept) localStorage.setItem(draftName(key), kept);
      localStorage.removeItem(draftName(string.dataset.resultsString));
    } catch { /* The same. */ }
  };

  const save = async (string, confirms) => {
    const form = string.querySelector(".results-string__texts form"), field = fieldOf(string);
    if (string.querySelector("[data-results-state]").dataset.resultsState === "saving") return;
    const body = new FormData(form);
    if (confirms) body.append("confirm", "1");
    show(string, said.saving, "saving");
    try {
      const { error, moved, seen, faults, undo, also, others } = await ask(location.href, body);
      field.ariaInvalid = error ? "true" : null;
      if (error) {
        list(string.querySelector("[data-results-notes]"), [{ message: error, certain: true }]);
        show(string, "", "");
        if (moved) move(string, moved);
        return;
      }
      form.elements.seen.value = seen;
      if (field.value === body.get("text")) field.value = seen;
      keepMarks(string);
      list(string.querySelector("[data-results-notes]"), faults);
      string.querySelector("[data-results-theirs]").textContent = "";
      show(string, also ? `${said.saved}. ${also}` : said.saved, "saved");
      for (const { string: key, ...detail } of others) {
        root.querySelector(`[data-results-string="${key}"]`)?.dispatchEvent(new CustomEvent("results:theirs", { detail }));
      }
      string.querySelector(".results-string__why")?.replaceChildren();
      remember(string);
      form.elements.confirm.hidden = !faults.length || faults.some(({ certain }) => certain);
      offerUndo(string, undo);
      string.dispatchEvent(new Event("results:saved", { bubbles: true }));
      if (!faults.some(({ certain }) => certain)) go(string, 1);
    } catch (error) {
      show(string, whyNot(error), "failed");
    }
  };

  const use = (string, text) => {
    const field = fieldOf(string);
    field.focus();
    // As if it were typed, so that the browser's own undo takes it back.
    field.select();
    if (!document.execCommand("insertText", false, text)) field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const suggest = async (string, asks = "") => {
    const place = string.querySelector("[data-results-suggestions]");
    if (place.dataset.asked === asks && asks === "") return;
    place.dataset.asked = asks;
    const { suggestions = [], error } = await ask(`${string.dataset.suggestions}${asks}`).catch((failure) => ({ error: asks && whyNot(failure) }));
    place.replaceChildren(...suggestions.map(({ text, origin, source }, index) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.lang = fieldOf(string).lang;
      button.addEventListener("click", () => use(string, text));
      const from = document.createElement("span");
      from.textContent = index < 9 ? `${origin} · Alt+${index + 1}` : origin;
      from.title = source;
      item.append(button, from);
      return item;
    }));
    if (error) list(string.querySelector("[data-results-notes]"), [{ message: error, certain: true }]);
  };

  // It is kept with what was typed in the texts until it is asked.
  const askAuthor = async (string, question) => {
    const name = draftName(`${string.dataset.resultsString}:question`);
    const draft = { text: question.value, place: string.querySelector("h2").textContent };
    try {
      localStorage.setItem(name, JSON.stringify(draft));
    } catch { /* The same. */ }
    try {
      const { error } = await ask(question.form.action, new FormData(question.form));
      if (error) throw new Error(error);
      localStorage.removeItem(name);
      location.hash = string.id;
      location.reload();
    } catch (error) {
      show(string, whyNot(error), "failed");
    }
  };

  for (const string of strings) {
    const field = fieldOf(string), form = string.querySelector(".results-string__texts form");
    let timer;
    restore(string);
    for (const button of string.querySelectorAll("[data-results-copy], [data-results-machine]")) button.hidden = false;
    field.addEventListener("focus", () => suggest(string));
    field.addEventListener("focus", () => check(string), { once: true });
    // What somebody else has saved takes the place of what was there, and never of what is typed.
    string.addEventListener("results:theirs", ({ detail: { text, sentence, warning } }) => {
      const { seen } = form.elements, isTyped = field.value !== seen.value;
      if (seen.value === text) return;
      seen.value = text;
      if (isTyped) {
        string.querySelector("[data-results-theirs]").textContent = warning;
        remember(string);
        return;
      }
      field.value = text;
      keepMarks(string);
      check(string);
      show(string, sentence, "theirs");
      string.querySelector(".results-string__why")?.replaceChildren();
      string.dispatchEvent(new Event("results:saved", { bubbles: true }));
    });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => check(string), PAUSE);
      keepMarks(string);
      remember(string);
      show(string, field.value === form.elements.seen.value ? "" : said.unsaved, "unsaved");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(string, event.submitter?.name === "confirm");
    });
    const question = string.querySelector("[name=question]");
    question.form.addEventListener("submit", (event) => {
      event.preventDefault();
      askAuthor(string, question);
    });
    string.querySelector("[data-results-copy]").addEventListener("click", (event) => use(string, event.currentTarget.value));
    string.querySelector("[data-results-correct]").addEventListener("click", (event) => use(string, event.currentTarget.value));
    string.querySelector("[data-results-machine]")?.addEventListener("click", () => suggest(string, "?machine=1"));
    field.addEventListener("keydown", (event) => {
      if (event.repeat) return;
      const command = event.ctrlKey || event.metaKey;
      const acts = {
        Enter: () => (command || event.altKey) && (save(string, event.altKey && field.value === form.elements.seen.value), true),
        c: () => event.altKey && (string.querySelector("[data-results-copy]").click(), true),
      };
      // What is typed, not where: AltGr+2 is "@" on a Swedish keyboard.
      const number = event.altKey && /^[1-9]$/.test(event.key) && Number(event.key);
      const suggestion = number && string.querySelectorAll("[data-results-suggestions] button")[number - 1];
      if (suggestion) suggestion.click();
      if (suggestion || acts[event.key]?.()) event.preventDefault();
    });
  }

  // From wherever the focus is; from outside the texts, to the first one.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey) return;
    go(event.target.closest("[data-results-string]"), step);
    event.preventDefault();
  });

  addEventListener("beforeunload", (event) => {
    if (unkept.size || strings.some((string) => string.querySelector("[data-results-state]").dataset.resultsState === "saving")) event.preventDefault();
  });
})();
