// What every page needs besides htmx: it says when the server is away, and keeps the place where somebody was working.

const away = document.getElementById("away");

function tell(what) {
  away.textContent = away.dataset[what];
  away.hidden = false;
}

document.addEventListener("htmx:sendError", () => tell("unreachable"));
document.addEventListener("htmx:timeout", () => tell("unreachable"));
document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status >= 500 ? "failed" : "refused"));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) away.hidden = true;
});

// A part that a response replaced gets back the focus that was in it, by the id of what had it; where that is gone,
// the item it was in is next, and then the part itself. A keyboard or a screen reader would otherwise start again at the
// top of the page.
let focused = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const active = document.activeElement;
  if (active === document.body) return;
  focused = { id: active.id, item: active.closest("[data-item]")?.id, part: event.detail.target.id };
});
document.addEventListener("htmx:afterSettle", () => {
  if (!focused || document.activeElement !== document.body) return;
  const part = document.getElementById(focused.part);
  const next = [
    document.getElementById(focused.id),
    document.getElementById(focused.item),
    part?.querySelector("[autofocus], button, a, input, select, textarea"),
  ].find((each) => each?.checkVisibility());  // what is folded away again takes no focus
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
  focused = null;
});
