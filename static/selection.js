// Evidence by hand: what somebody selects in the answer can be attached to the item they were at, or become a new one.
// A browser counts UTF-16 units within text nodes; the server counts code points of the text as it is stored.
"use strict";

const tools = document.getElementById("selection-tools");
const attach = document.getElementById("attach-selection");
let selected = null;
let lastItem = null;

// How many code points of the sentence stand before this place in it. The number of a sentence is no part of it, and
// a note about invisible characters stands for as many as it says.
function pointsBefore(sentence, node, offset) {
  const range = document.createRange();
  range.setStart(sentence, 0);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const number of part.querySelectorAll(".ref")) number.remove();
  for (const hidden of part.querySelectorAll(".hidden-text")) hidden.textContent = "x".repeat(hidden.dataset.length);
  return [...part.textContent].length;
}

function place(sentence, node, offset, otherwise) {
  const inside = sentence.contains(node);
  const count = inside ? pointsBefore(sentence, node, offset) : pointsBefore(sentence, sentence, otherwise);
  return Number(sentence.dataset.start) + count;
}

// {in, start, end} as the server wants it, or null where nothing of one text is selected.
function span(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const of = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".said");
  const said = of(range.startContainer);
  // Three clicks on the last paragraph end where the next part of the page begins; two texts are no evidence.
  const all = [...document.querySelectorAll(".said")].filter((each) => range.intersectsNode(each));
  if (!said || all.length > 1) return null;
  const touched = [...said.querySelectorAll(".sentence")].filter((sentence) => range.intersectsNode(sentence));
  if (!touched.length) return null;
  const first = touched[0];
  const last = touched[touched.length - 1];
  const start = place(first, range.startContainer, range.startOffset, 0);
  const end = place(last, range.endContainer, range.endOffset, last.childNodes.length);
  return start < end ? { in: said.dataset.text, start, end } : null;
}

// A form that is open already shows the selection too, and keeps what was typed into it.
function openNew(button) {
  const typed = [...document.querySelectorAll(`${button.dataset.target} :is([type="text"], textarea, select)`)];
  const asked = `${button.dataset.new}?${new URLSearchParams(selected)}`;
  htmx.ajax("GET", asked, { target: button.dataset.target, swap: "outerHTML" }).then(() => {
    for (const { id, value } of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
  });
}

document.addEventListener("selectionchange", () => {
  const found = span(document.getSelection());
  if (found || !tools.contains(document.activeElement)) selected = found;
  tools.hidden = !selected;
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.("[data-number]");
  if (!item) return;
  lastItem = item.id;
  // What is being typed into an item is not lost to something attached to it.
  attach.hidden = !item.hasAttribute("data-sentences") || item.querySelector("textarea[name='text']") !== null;
  attach.querySelector("span").textContent = item.querySelector("legend, strong, .claim-text")?.textContent ?? "";
});

tools.addEventListener("pointerdown", (event) => event.preventDefault());
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !selected) return;
  const item = document.getElementById(lastItem);
  if (button.dataset.new) openNew(button);
  else if (item) {
    const url = button.dataset.url.replace("ITEM", item.id.replace("item-", ""));
    item.focus({ preventScroll: true });
    htmx.ajax("POST", url, { target: item, swap: "outerHTML", values: { ...selected, number: item.dataset.number } });
  }
  document.getSelection().removeAllRanges();
  selected = null;
  tools.hidden = true;
});
