// Single keys of the review desk. They act only while an item has the focus and nothing is being typed, and only for
// who did not turn them off. What a key does is said by the control that does it: data-key on a link, button or radio.
"use strict";

const sections = document.getElementById("sections");
const help = document.getElementById("keys");

function controlFor(key, item) {
  return [...item.querySelectorAll("[data-key]")].find((control) => control.dataset.key.split(" ").includes(key));
}

function isTyping(element) {
  return element.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');
}

function step(item, places) {
  const items = [...sections.querySelectorAll("[data-item]")].filter((each) => each.checkVisibility());
  const next = items[items.indexOf(item) + places];
  next?.focus();
}

function act(key, item) {
  if (key === "j" || key === "k") step(item, key === "j" ? 1 : -1);
  else if (key === "?") help.showModal();
  else if (!item.querySelector(".htmx-request")) controlFor(key, item)?.click();
  else document.addEventListener("htmx:afterSettle", () => later(key, item.id), { once: true });
}

// Who is faster than the server means the item as it will be.
function later(key, id) {
  const item = document.getElementById(id);
  if (item) act(key, item);
}

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.("[data-item]");
  if (!item || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") controlFor("Escape", item)?.click();
  else if (/^[a-z0-9?]$/.test(event.key) && "keys" in sections.dataset && !isTyping(event.target)) {
    if (event.repeat && !"jk".includes(event.key)) return;
    event.preventDefault();
    act(event.key, item);
  }
});

const opener = document.getElementById("keys-open");
opener.hidden = false;
opener.addEventListener("click", () => help.showModal());
