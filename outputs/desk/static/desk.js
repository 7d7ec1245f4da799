// Small helps on every page. Nothing here is needed for the work to go on, except the keys themselves.
"use strict";

/** Whether a key press is typing rather than a command. */
const typing = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.isComposing || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;

document.addEventListener("keydown", (event) => {
  // Escape leaves a field, so that the keys work again.
  if (event.key === "Escape" && event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) event.target.blur();
  if (typing(event)) return;
  // Whatever carries data-key is clicked (links, buttons) or focused (fields) by that key.
  const within = document.querySelector("dialog[open]") ?? document;
  const wanted = [...within.querySelectorAll("[data-key]")].find((e) => e.dataset.key.split(" ").includes(event.key) && e.checkVisibility());
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input:not([type=radio], [type=checkbox]), textarea, select")) wanted.focus();
  else wanted.click();
});

// A form whose fields are filters is sent as soon as one of them changes.
for (const form of document.querySelectorAll("form[data-instant]")) form.addEventListener("change", () => form.requestSubmit());

// A form is sent once.
for (const form of document.querySelectorAll("form[method=post]"))
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// A browser without a Chinese font has fetched ours; text that it had drawn as boxes is drawn anew only when the style changes.
function ownFont() {
  if ([...document.fonts].some((face) => face.family.includes("Gouji Sans") && face.status === "loaded")) document.documentElement.classList.add("own-font");
}
document.fonts.addEventListener("loadingdone", ownFont);
document.fonts.ready.then(ownFont);
