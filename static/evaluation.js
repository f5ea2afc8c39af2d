// The evaluation and paste pages: what hands need beyond HTML. Everything works without it, with more clicks.
"use strict";

// Pointing at, or focusing, a claim marks its sentences; pointing at a sentence marks its claims.
const lit = new Set();

function light(elements) {
  for (const element of lit) element.classList.remove("lit");
  lit.clear();
  for (const element of elements) {
    element.classList.add("lit");
    lit.add(element);
  }
}

function scrollWithin(pane, element) {
  const outer = pane.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    pane.scrollBy({ top: inner.top - outer.top - outer.height / 3, behavior: calm ? "auto" : "smooth" });
  }
}

function point(event) {
  const claim = event.target.closest?.("[data-sentences]");
  const sentence = event.target.closest?.(".has-evidence");
  if (claim) {
    const sentences = claim.dataset.sentences.split(" ").map((n) => document.getElementById(`s${n}`)).filter(Boolean);
    light([claim, ...sentences]);
    const pane = document.getElementById("answer-pane");
    if (pane && sentences.length && pane.scrollHeight > pane.clientHeight) scrollWithin(pane, sentences[0]);
  } else if (sentence) {
    light([sentence, ...document.querySelectorAll(`[data-sentences~="${sentence.id.slice(1)}"]`)]);
  } else {
    light([]);
  }
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);

// On a narrow screen the answer is folded behind a bar, which opens at the sentence in question.
const narrow = matchMedia("(max-width: 60rem)");
const fold = document.getElementById("answer-fold");
if (fold) {
  const settle = () => { fold.open = !narrow.matches; };
  narrow.addEventListener("change", settle);
  settle();
  document.addEventListener("click", (event) => {
    const reference = event.target.closest?.('a[href^="#s"]');
    if (reference && document.querySelector(`.sentence${reference.hash}`)) fold.open = true;
  });
}

// Who typed on while pasted text was being mended keeps what they typed; it is mended when it is sent.
document.addEventListener("htmx:beforeSwap", (event) => {
  const field = event.detail.target.id === "answer-field" && document.getElementById("id_answer");
  const sent = event.detail.requestConfig.parameters.answer;
  if (field && sent !== undefined && field.value !== sent) event.detail.shouldSwap = false;
});

// Who opens the words of an item goes on at their end.
document.addEventListener("htmx:afterSettle", () => {
  const words = document.activeElement;
  if (words.matches(".is-open textarea[autofocus]")) words.setSelectionRange(words.value.length, words.value.length);
});

// While the words of an item are being changed, only saving and cancelling are at hand: no other button loses them.
document.addEventListener("input", (event) => {
  const actions = event.target.closest?.(".is-open")?.querySelector(".item-actions");
  if (actions) actions.hidden = event.target.value !== event.target.defaultValue;
});

// Ctrl+Enter sends the form.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-submit-keys]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
