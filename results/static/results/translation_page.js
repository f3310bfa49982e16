// The page beside its texts: opened by a button, at the text in focus, anew after each save.
(() => {
  const page = document.querySelector("[data-results-page]");
  if (!page) return;
  const PAUSE = 600, KEPT = "results-page-beside";
  const frame = page.querySelector("iframe");
  const button = document.querySelector("[data-results-page-button]");
  let anchor = "", top = 0, timer;

  const keep = (isOpen) => {
    try { localStorage.setItem(KEPT, isOpen ? "1" : ""); } catch { /* A browser that keeps nothing. */ }
  };
  const isKept = () => {
    try { return Boolean(localStorage.getItem(KEPT)); } catch { return false; }
  };

  // Only the frame is scrolled: `scrollIntoView` would move the screen around it, too.
  const show = (isSmooth) => {
    const there = frame.contentDocument?.getElementById(anchor);
    if (!there) return;
    frame.contentDocument.querySelector("[data-results-here]")?.removeAttribute("data-results-here");
    there.dataset.resultsHere = "";
    const place = there.getBoundingClientRect().top + frame.contentWindow.scrollY;
    // Below what the page itself keeps at its top.
    frame.contentWindow.scrollTo({ top: place - frame.clientHeight / 4, behavior: isSmooth ? "smooth" : "instant" });
  };

  const load = () => {
    // None of another site, to which a link of the page may have led.
    top = frame.contentDocument ? frame.contentWindow.scrollY : 0;
    frame.contentWindow.location.replace(page.dataset.resultsPage);
  };

  const open = (isOpen) => {
    page.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) load();
  };

  frame.addEventListener("load", () => {
    if (!frame.contentDocument || frame.contentWindow.location.href === "about:blank") return;
    const style = new frame.contentWindow.CSSStyleSheet();
    style.replaceSync("[data-results-here] { outline: 3px solid #00a37a; outline-offset: 4px; } wagtail-userbar { display: none; }");
    frame.contentDocument.adoptedStyleSheets.push(style);
    if (top) frame.contentWindow.scrollTo({ top, behavior: "instant" });
    else show(false);
  });
  button.addEventListener("click", () => {
    open(page.hidden);
    keep(!page.hidden);
  });
  page.querySelector("[data-results-page-close]").addEventListener("click", () => {
    open(false);
    keep(false);
    button.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    const string = target.closest("[data-results-string]");
    if (!string) return;
    anchor = string.querySelector(".results-string__head a").hash.slice(1);
    if (!page.hidden) show(true);
  });
  document.addEventListener("results:saved", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!page.hidden) load(); }, PAUSE);
  });
  button.hidden = false;
  if (isKept()) open(true);
})();
