// Says that the server is at work when it takes longer than a second.
for (const form of document.querySelectorAll("[data-results-import]")) {
  form.addEventListener("submit", () => {
    const progress = form.querySelector("[data-results-import-progress]");
    setTimeout(() => { progress.hidden = false; }, 1000);
  });
}
