// Dropping files on the page, and keeping the list up to date while documents are checked.
"use strict";
(() => {
  const main = document.getElementById("main");
  const drop = document.getElementById("drop");
  const uploads = document.getElementById("uploads");
  const READ = /\.(pdf|docx|html?|md|markdown|txt|eml|mht|mhtml)$/i;

  function line(text, problem) {
    const item = document.createElement("li");
    item.textContent = text;
    if (problem) item.className = "upload-problem";
    uploads.append(item);
    return item;
  }

  async function send(file) {
    const told = line(`${file.name}: sending …`, false);
    const form = new FormData();
    form.append("file", file, file.name);
    try {
      const answer = await fetch("/api/documents", { method: "POST", body: form });
      const content = await answer.json();
      if (!answer.ok) {
        told.className = "upload-problem";
        told.textContent = `Not taken. ${content.error.message}`;
        return false;
      }
      told.textContent = content.new ? `${file.name}: taken, being checked.` : `${file.name} is here already.`;
      return true;
    } catch (error) {
      told.className = "upload-problem";
      told.textContent = `${file.name}: the app does not answer. Is it still running?`;
      return false;
    }
  }

  let sending = false;
  async function sendAll(files) {
    if (sending || !files.length) return;
    sending = true;
    uploads.textContent = "";
    let taken = 0, refused = 0;
    for (const file of files) {
      if (await send(file)) taken += 1; else refused += 1;
    }
    sending = false;
    if (taken) sessionStorage.setItem("told", JSON.stringify([...uploads.children].map((item) => [item.textContent, item.className])));
    if (taken) location.assign("/");
  }

  const kept = sessionStorage.getItem("told");
  if (kept) {
    sessionStorage.removeItem("told");
    const all = JSON.parse(kept);
    const shown = all.length > 12 ? all.filter((item) => item[1]) : all;
    shown.forEach(([text, kind]) => line(text, kind));
  }

  drop.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll([...document.getElementById("files").files]);
  });
  document.getElementById("folder").addEventListener("change", (event) => {
    sendAll([...event.target.files].filter((file) => READ.test(file.name)));
  });

  async function filesOf(items) {
    const found = [];
    const waiting = items.map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    while (waiting.length) {
      const entry = waiting.shift();
      if (entry.isFile) {
        found.push(await new Promise((done, failed) => entry.file(done, failed)));
      } else {
        const reader = entry.createReader();
        let some;
        do {
          some = await new Promise((done, failed) => reader.readEntries(done, failed));
          waiting.push(...some);
        } while (some.length);
      }
    }
    return found;
  }
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const plain = [...event.dataTransfer.files];
    const folders = [...event.dataTransfer.items].some((item) => {
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      return entry && entry.isDirectory;
    });
    const files = folders ? (await filesOf([...event.dataTransfer.items])).filter((file) => READ.test(file.name)) : plain;
    sendAll(files);
  });

  // While something is checked, the list is fetched anew; what the reader has typed or focused stays.
  async function refresh() {
    if (sending || document.hidden) return setTimeout(refresh, 1500);
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      let held = false; // a list in which somebody is at work is put in place later
      for (const id of ["documents", "busy"]) {
        const [here, there] = [document.getElementById(id), fresh.getElementById(id)];
        if (here && there && here.contains(document.activeElement)) held = true;
        else if (here && there) here.replaceWith(there);
      }
      if (fresh.getElementById("main").dataset.busy === "0" && !held) return undefined;
    } catch (error) { /* the app was stopped: what is shown stays */ }
    return setTimeout(refresh, 1500);
  }
  if (main.dataset.busy !== "0") setTimeout(refresh, 1000);
})();
