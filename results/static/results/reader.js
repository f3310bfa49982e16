// Four enhancements of a results page; without them every link still leads where it says.
"use strict";

function playHere(link) {
  const frame = document.createElement("iframe");
  frame.src = link.dataset.resultsPlayer;
  frame.title = link.dataset.resultsTitle;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  // The player refuses to play when it is not told which site it stands on.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.querySelectorAll("picture, .results-video__title").forEach((still) => still.remove());
  link.removeAttribute("data-results-player");
  link.classList.remove("results-video__play--titled");
  link.classList.add("results-video__play--bare");
  link.before(frame);
  frame.focus();
}

async function copyAddress(button) {
  const status = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(button.dataset.resultsCopy);
    status.textContent = status.dataset.resultsCopied;
  } catch {
    status.textContent = status.dataset.resultsFailed;
  }
}

function leave(link) {
  // A navigation by script does not know the link's rel="noreferrer".
  const quiet = document.createElement("meta");
  quiet.name = "referrer";
  quiet.content = "no-referrer";
  document.head.append(quiet);
  // Blank at once, however long the other page takes; and "back" does not lead here.
  document.title = "\u200b";
  document.body.replaceChildren();
  location.replace(link.href);
}

// The sections of a page have the same ids in every language.
function keepSection(link) {
  const seen = [...document.querySelectorAll(".results-body > [id]")].filter(
    (section) => section.getBoundingClientRect().top < innerHeight / 3
  );
  const section = seen.length ? `#${seen.at(-1).id}` : "";
  link.hash = location.hash || section;
}

document.addEventListener("click", (event) => {
  const language = event.target.closest("[data-results-languages] a");
  if (language) keepSection(language);
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const found = event.target.closest(
    "[data-results-player], [data-results-copy], [data-results-leave]"
  );
  if (!found || !plain) return;
  if (found.dataset.resultsPlayer) {
    event.preventDefault();
    playHere(found);
  } else if (found.dataset.resultsCopy) {
    copyAddress(found);
  } else {
    event.preventDefault();
    leave(found);
  }
});

if (navigator.clipboard) {
  document.querySelectorAll("[data-results-copy]").forEach((button) => {
    button.hidden = false;
  });
}
