// The review pages: walking a list by keys, opening the reasons, the help.
"use strict";

// In a list, j and k go from entry to entry; Enter opens, as it does for every link.
const entries = [...document.querySelectorAll("[data-walk] > li > a")];
const walk = (step) => {
  const at = entries.indexOf(document.activeElement);
  const to = entries[at < 0 ? 0 : Math.min(Math.max(at + step, 0), entries.length - 1)];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
};
if (entries.length)
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    if (event.key === "j" || event.key === "ArrowDown") (event.preventDefault(), walk(1));
    if (event.key === "k" || event.key === "ArrowUp") (event.preventDefault(), walk(-1));
  });

// On a narrow screen the filters start folded.
if (matchMedia("(max-width: 46rem)").matches) document.querySelector(".filters")?.removeAttribute("open");

// What opens a dialog is of use only where there is a script.
for (const button of document.querySelectorAll("[data-opens]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}

// The first mark in sight, when the article is longer than the window.
const mark = document.querySelector(".printed mark");
if (mark && !location.hash && innerWidth > 960 && mark.getBoundingClientRect().top > innerHeight) mark.scrollIntoView({ block: "center" });
