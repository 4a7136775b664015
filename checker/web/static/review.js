// The quick way through a review: parts of the page are put in place without loading it anew, and keys decide.
// Only one thing is under way at any time: what is pressed meanwhile is not heard, so nothing is decided unseen.
"use strict";
(() => {
  const desk = document.querySelector(".desk");
  const id = desk.dataset.document;
  const told = document.getElementById("told");
  let busy = false;
  let leaving = false; // all is decided: the next page is on its way, and no key means anything here any more
  let zoom = Number(sessionStorage.getItem("zoom") || 0);
  let toldUntil = 0;
  let later = 0;
  let offer = null; // the button that offers selected words as evidence

  function tell(text, trouble) {
    told.textContent = text;
    told.classList.toggle("trouble", Boolean(trouble));
    clearTimeout(toldUntil);
    toldUntil = setTimeout(() => { told.textContent = ""; }, trouble ? 12000 : 2500);
  }

  // What a move will show is fetched while the reader reads: the neighbours in the list, and further on in the
  // direction of the last move, so that keys which follow each other at once wait for nothing. An act forgets it all;
  // so does a minute.
  const KEPT_FOR = 60000; // milliseconds
  const FURTHER = 3;
  const fetched = new Map(); // address: [when, what it will show]
  let direction = 1;
  function fetchAhead(far) {
    const rows = [...document.querySelectorAll(".queue-row")];
    const at = rows.findIndex((row) => row.ariaCurrent);
    const steps = [direction, -direction, ...(far ? Array.from({ length: FURTHER - 1 }, (_, more) => direction * (more + 2)) : [])];
    const wanted = steps.map((step) => rows[at + step]).filter(Boolean).map((row) => row.href);
    for (const address of fetched.keys()) if (!wanted.includes(address)) fetched.delete(address);
    for (const address of wanted) {
      if (!fetched.has(address)) fetched.set(address, [Date.now(), peek(address)]);
    }
  }
  async function peek(address) {
    try {
      const answer = await fetch(`${address}&part=move`, { headers: { accept: "application/json" } });
      if (!answer.ok) return null;
      const content = await answer.json();
      content.pictures.forEach((picture) => { new Image().src = picture; });
      return content;
    } catch (error) { return null; } // the move itself will ask again, and tell
  }
  async function known(address) {
    const [when, content] = fetched.get(address) || [0, null];
    return Date.now() - when < KEPT_FOR ? content : null;
  }

  async function ask(address, form) {
    if (busy || leaving) return null;
    busy = true;
    if (form) fetched.clear();
    desk.classList.add("busy-now");
    try {
      const options = { headers: { accept: "application/json" } };
      if (form) Object.assign(options, { method: "POST", body: form });
      const answer = await fetch(address, options);
      const content = await answer.json();
      if (!answer.ok) {
        tell(content.error.message, true);
        return null;
      }
      return content;
    } catch (error) {
      tell("The app does not answer, so this was not saved. Is it still running?", true);
      return null;
    } finally {
      busy = false;
      desk.classList.remove("busy-now");
    }
  }

  function put(content, { push = true, focus = true } = {}) {
    if (content.done) { leaving = true; location.assign(content.done); return; }
    const typed = noted();
    const moved = !content.queue;
    if (moved) pointAt(content.at); else putQueue(content.queue);
    document.getElementById("finding").innerHTML = content.finding;
    typeAgain(typed);
    putSheet(content.sheet);
    document.title = `${content.title} – Safeguarding checker`;
    if (push) history.pushState({ at: content.at }, "", content.url);
    const current = document.querySelector(".queue-row[aria-current]");
    if (current) current.scrollIntoView({ block: "nearest" });
    if (focus) document.getElementById("finding-title").focus({ preventScroll: matchMedia("(min-width: 68rem)").matches });
    clearTimeout(later);
    later = setTimeout(fetchAhead, moved ? 0 : 60, moved); // after an act the server has other things to do first
  }

  // What was typed and not yet sent is there again: the name anywhere, a note where it was begun.
  const notes = new Map();
  function noted() {
    const form = document.getElementById("decide");
    if (!form) return "";
    const note = form.elements.note;
    if (note.value !== note.defaultValue) notes.set(form.elements.requirement.value, note.value);
    else notes.delete(form.elements.requirement.value);
    return form.elements.by ? form.elements.by.value : "";
  }
  function typeAgain(name) {
    const form = document.getElementById("decide");
    if (!form) return;
    if (form.elements.by && name) form.elements.by.value = name;
    const note = notes.get(form.elements.requirement.value);
    if (note !== undefined) form.elements.note.value = note;
  }

  function putQueue(html) {
    const place = document.getElementById("queue");
    const scrolled = place.querySelector(".queue").scrollTop;
    place.innerHTML = html;
    place.querySelector(".queue").scrollTop = scrolled;
  }

  function pointAt(name) { // a move changes nothing else in the list
    const from = document.querySelector(".queue-row[aria-current]");
    const to = document.querySelector(`.queue-row[data-at="${CSS.escape(name)}"]`);
    direction = from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
    from.removeAttribute("aria-current");
    to.setAttribute("aria-current", "true");
    for (const tab of document.querySelectorAll(".tabs a")) {
      const address = new URL(tab.href);
      if (address.searchParams.has("at")) { address.searchParams.set("at", name); tab.href = address.pathname + address.search; }
    }
  }

  function putSheet(html) {
    const place = document.getElementById("sheet");
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const [old, leaf] = [place.querySelector(".leaf"), fresh.content.querySelector(".leaf")];
    if (offer) { offer.remove(); offer = null; }
    if (old && leaf && old.dataset.words === leaf.dataset.words) { // the same page: its picture and words stay
      old.querySelectorAll(".evidence-mark").forEach((mark) => mark.remove());
      old.querySelector("image").after(...leaf.querySelectorAll(".evidence-mark"));
      place.querySelector(".sheet-head").replaceWith(fresh.content.querySelector(".sheet-head"));
    } else {
      place.replaceChildren(fresh.content);
    }
    dress();
  }

  function dress() {
    document.querySelectorAll("#sheet .needs-script").forEach((part) => { part.hidden = false; });
    const leaf = document.querySelector(".leaf");
    if (leaf) {
      leaf.classList.add(`zoom-${zoom}`);
      if (!leaf.dataset.asked) setTimeout(() => { if (leaf.isConnected) layWords(leaf); }, 250);
      leaf.dataset.asked = "yes";
    }
    const first = document.querySelector("#sheet .evidence-mark, #sheet mark[id]");
    if (first) show(first, false);
  }

  function show(mark, light) {
    const body = document.querySelector(".sheet-body");
    const [outer, inner] = [body.getBoundingClientRect(), mark.getBoundingClientRect()];
    body.scrollTop += inner.top - outer.top - Math.max(40, body.clientHeight * 0.25);
    if (!light) return;
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    document.querySelectorAll(`#sheet #${mark.id}, #sheet mark[data-mark="${mark.id.slice(1)}"]`).forEach((one) => one.classList.add("lit"));
    if (!matchMedia("(min-width: 68rem)").matches) body.scrollIntoView({ block: "start" });
  }

  // Words over the picture, unseen, so that they can be selected.
  async function layWords(leaf) {
    try {
      const answer = await fetch(leaf.dataset.words);
      if (!answer.ok || !leaf.isConnected) return;
      const { lines } = await answer.json();
      const space = "http://www.w3.org/2000/svg";
      const all = document.createDocumentFragment();
      for (const words of lines) {
        for (const [word, start, left, top, width, height] of words) {
          const text = document.createElementNS(space, "text");
          text.setAttribute("x", left);
          text.setAttribute("y", top + height * 0.8);
          text.setAttribute("font-size", height * 0.85);
          text.setAttribute("textLength", Math.max(width, 0.5));
          text.setAttribute("lengthAdjust", "spacingAndGlyphs");
          text.setAttribute("data-s", start);
          text.setAttribute("aria-hidden", "true");
          text.textContent = word;
          all.append(text, " ");
        }
      }
      leaf.append(all);
      leaf.dataset.ready = "yes";
    } catch (error) { /* the picture is there; only selecting is not */ }
  }

  async function turnTo(page, mark) {
    const leaf = document.querySelector(".leaf");
    if (page && leaf && leaf.dataset.page !== String(page)) {
      const at = document.querySelector("#finding [name=requirement], .queue-row[aria-current]");
      const name = at.value || at.dataset.at;
      const content = await ask(`/documents/${id}/sheet?at=${encodeURIComponent(name)}&page=${page}`);
      if (!content) return;
      putSheet(content.sheet);
    }
    const place = mark === undefined ? null : document.getElementById(`m${mark}`);
    if (place) show(place, true);
  }

  async function go(address) {
    if (busy || leaving) return;
    busy = true; // also while what was fetched ahead is still on its way
    const ready = await known(address);
    busy = false;
    const content = ready || await ask(address);
    if (content) put(content);
  }

  async function send(form, button) {
    if (busy || !form.reportValidity()) return;
    const data = new FormData(form);
    if (button && button.name) data.set(button.name, button.value);
    data.set("uid", crypto.randomUUID ? crypto.randomUUID().replaceAll("-", "") : `${Date.now()}-${Math.random()}`);
    const content = await ask(form.action, data);
    if (!content) return;
    if (form.id === "decide") form.elements.note.value = form.elements.note.defaultValue; // it is kept now
    put(content);
    if (!content.done) tell(form.id === "decide" ? "Saved" : form.action.endsWith("/undo") ? "Taken back" : "Saved");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".desk form");
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("click", (event) => {
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button);
    const link = event.target.closest(".desk a");
    const larger = event.target.closest("[data-zoom]");
    if (larger) {
      const leaf = document.querySelector(".leaf");
      leaf.classList.remove(`zoom-${zoom}`);
      zoom = Math.max(-1, Math.min(3, zoom + Number(larger.dataset.zoom)));
      sessionStorage.setItem("zoom", zoom);
      leaf.classList.add(`zoom-${zoom}`);
    } else if (link && plain && link.matches(".to-place")) {
      event.preventDefault();
      turnTo(link.dataset.page, link.dataset.mark);
    } else if (link && plain && link.matches(".turn")) {
      event.preventDefault();
      turnTo(link.dataset.page);
    } else if (link && plain && link.matches(".queue-row[aria-current]")) { // it is on the table: back to its words
      event.preventDefault();
      const words = document.querySelector(".to-place");
      if (words) words.click();
    } else if (link && plain && link.matches(".queue-row, .tabs a, .steps-row a")) {
      event.preventDefault();
      go(link.href);
    }
  });

  addEventListener("popstate", async () => {
    const content = await ask(location.href);
    if (content) put(content, { push: false });
  });

  // Selecting words of the document offers them as evidence.
  function placeOf(node, offset) {
    const holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-s]");
    if (!holder) return null;
    const range = document.createRange();
    range.selectNodeContents(holder);
    if (node === holder || holder.contains(node)) range.setEnd(node, offset);
    return Number(holder.dataset.s) + range.toString().length;
  }
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const body = document.querySelector(".sheet-body");
    if (!body || !body.contains(range.commonAncestorContainer)) return null;
    const parts = [...body.querySelectorAll("[data-s]")].filter((part) => range.intersectsNode(part));
    if (!parts.length) return null;
    const first = parts[0], last = parts[parts.length - 1];
    const start = first.contains(range.startContainer) ? placeOf(range.startContainer, range.startOffset) : Number(first.dataset.s);
    const end = last.contains(range.endContainer) ? placeOf(range.endContainer, range.endOffset) : Number(last.dataset.s) + last.textContent.length;
    return start !== null && end !== null && end > start ? { start, end, box: range.getBoundingClientRect() } : null;
  }
  function offerEvidence() {
    if (offer) { offer.remove(); offer = null; }
    const place = selected();
    if (!place || !document.getElementById("decide")) return;
    const body = document.querySelector(".sheet-body");
    const outer = body.getBoundingClientRect();
    body.style.position = "relative";
    offer = document.createElement("button");
    offer.type = "button";
    offer.className = "button primary use";
    offer.textContent = "Use as evidence";
    offer.style.left = `${Math.max(8, place.box.left - outer.left + body.scrollLeft)}px`;
    offer.style.top = `${place.box.bottom - outer.top + body.scrollTop + 6}px`;
    offer.addEventListener("mousedown", (event) => event.preventDefault());
    offer.addEventListener("click", async () => {
      const data = new FormData();
      const form = document.getElementById("decide");
      data.set("requirement", form.elements.requirement.value);
      data.set("only", form.elements.only.value);
      data.set("start", place.start);
      data.set("end", place.end);
      if (form.elements.by) data.set("by", form.elements.by.value);
      getSelection().removeAllRanges();
      const content = await ask(`/documents/${id}/evidence`, data);
      if (content) { put(content); tell("Added as evidence"); }
    });
    body.append(offer);
  }
  document.addEventListener("mouseup", () => setTimeout(offerEvidence, 0));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offerEvidence(); });

  // Keys. Each is also a button or a link; none works while somebody writes, or when switched off.
  const ARROWS = { ArrowDown: "j", ArrowUp: "k" };
  let lit = -1;
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const writes = target.closest("input:not([type=hidden]), textarea, select");
    if (event.key === "Escape" && writes) { target.blur(); document.getElementById("finding-title").focus(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || writes) return;
    const inList = target === document.body || target.closest(".queue-pane") || target.id === "finding-title" || target.id === "main";
    let key = event.key.length === 1 ? event.key.toLowerCase() : "";
    if (ARROWS[event.key] && inList) key = ARROWS[event.key];
    else if (document.body.dataset.keys !== "on") return;
    if (!key) return;
    if (busy) { event.preventDefault(); return; }
    if (key === "n") {
      const note = document.getElementById("note");
      if (note) { event.preventDefault(); note.focus(); }
    } else if (key === "e") {
      const links = [...document.querySelectorAll(".to-place")];
      if (links.length) { lit = (lit + 1) % links.length; links[lit].click(); }
    } else {
      const act = document.querySelector(`.desk [data-key="${CSS.escape(key)}"]`);
      if (act) { event.preventDefault(); act.click(); }
    }
  });

  dress();
  const place = document.querySelector(".queue-row[aria-current]");
  if (matchMedia("(min-width: 68rem)").matches) place.scrollIntoView({ block: "center" });
  later = setTimeout(fetchAhead, 400, false);
  if (location.hash.startsWith("#m")) {
    const mark = document.getElementById(location.hash.slice(1));
    if (mark) show(mark, true);
  }
})();
