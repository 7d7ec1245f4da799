// The source pages: layers and marks without a reload, and correcting what was selected. Without this every link leads to the same page anew.
"use strict";

/** Put what another address of this page shows in place of what stands here. */
const swap = async (href, focus) => {
  const answer = await fetch(href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return void (location.href = href);
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = there.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!fresh) return void (location.href = href);
    part.replaceWith(document.adoptNode(fresh));
  }
  history.pushState(null, "", href);
  if (focus) document.querySelector(focus)?.focus({ preventScroll: innerWidth > 960 });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const again = link.dataset.layer ? `a[data-layer="${link.dataset.layer}"]` : "#spot-title";
  swap(link.href.split("#")[0], again);
});
addEventListener("popstate", () => location.reload());

/** Where a place in the printed text is in the document, counted in characters as the tables do. */
const offset = (printed, node, at) => {
  const before = document.createRange();
  before.setStart(printed, 0);
  before.setEnd(node, at);
  return Number(printed.dataset.start) + Array.from(before.toString()).length;
};

document.addEventListener("selectionchange", () => {
  const printed = document.querySelector(".printed[data-correct]"), bar = document.getElementById("picked");
  if (!printed || !bar) return;
  const chosen = getSelection(), range = chosen.rangeCount ? chosen.getRangeAt(0) : null;
  const words = range ? range.toString() : "";
  const fit = range && !range.collapsed && words.trim() && words.length <= 200 && printed.contains(range.startContainer) && printed.contains(range.endContainer);
  bar.hidden = !fit;
  if (!fit) return;
  const start = offset(printed, range.startContainer, range.startOffset), link = bar.querySelector("a");
  const address = new URL(link.href);
  address.searchParams.set("at", `${start}-${start + Array.from(words).length}`);
  link.href = address.href;
  bar.querySelector("q").textContent = words;
});

// A sentence that stands on another page of the text.
const wanted = /^#s-(\d+)$/.exec(location.hash);
if (wanted && !document.getElementById(location.hash.slice(1))) {
  const address = new URL(location.href);
  if (address.searchParams.get("from") !== wanted[1]) {
    address.searchParams.set("from", wanted[1]);
    location.replace(address.href);
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
