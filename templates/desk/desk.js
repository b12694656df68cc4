// Pure enhancement: every act here is a button that works without it.
"use strict";

function candidates() {
  return [...document.querySelectorAll(".candidate")];
}

function current() {
  return document.activeElement ? document.activeElement.closest(".candidate") : null;
}

function move(step) {
  const all = candidates();
  const next = all[Math.min(Math.max(all.indexOf(current()) + step, 0), all.length - 1)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

function press(selector, within) {
  const button = (within || document).querySelector(selector);
  if (button) {
    button.click();
  }
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  u: () => press("[data-act=undo]"),
  p: () => press("[data-key=p]", current()),
  d: () => press("[data-act=drop], [data-act^=refuse]", current()),
  h: () => press("[data-act=hold]", current()),
  a: () => press("[data-act=approve], [data-act^=admit]", current()),
  w: () => {
    const words = current() && current().querySelector(".words");
    if (words) {
      words.open = true;
      words.querySelector("textarea").focus();
    }
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const act = KEYS[event.key];
  if (act && (current() || "jku".includes(event.key))) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase]");
  if (phrase) {
    const note = phrase.closest("form").querySelector("[name=note]");
    note.value = `${note.value.trim()} ${phrase.dataset.phrase}`.trim();
    note.focus();
  }
});

function reveal() {
  for (const each of document.querySelectorAll(".keys, .phrases")) {
    each.hidden = false;
  }
}

function listOf(candidate) {
  return candidate.closest("section").querySelector("h2").textContent;
}

// After an act the page is new: whoever works with the keyboard goes on where they were. What went to another list takes
// nobody along: the one after it stands in its place.
let place = null;
document.addEventListener("htmx:beforeRequest", () => {
  const here = current();
  const after = here && candidates()[candidates().indexOf(here) + 1];
  place = here && { id: here.id, list: listOf(here), next: after ? after.id : "" };
});
document.addEventListener("htmx:afterSettle", () => {
  reveal();
  const said = document.querySelector(".problem");
  if (said) {
    said.focus();
    said.scrollIntoView({ block: "nearest" });
    return;
  }
  const same = place && document.getElementById(place.id);
  const next = place && place.next && document.getElementById(place.next);
  const again = (same && listOf(same) === place.list) ? same : next || same;
  if (again && !again.contains(document.activeElement)) {
    again.focus({ preventScroll: true });
    again.scrollIntoView({ block: "nearest" });  // folds that were open are closed: the page is shorter now
  }
});
reveal();
