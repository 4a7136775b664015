(function () {
  "use strict";
  var choices = Array.prototype.slice.call(document.querySelectorAll("select[data-remarks]"));
  function filterRemarks() {
    document.querySelectorAll("#remarks tbody tr").forEach(function (row) {
      row.hidden = !choices.every(function (choice) {
        var has = choice.dataset.remarks === "polarity" ? [row.dataset.polarity] : row.dataset.theme.split("; ");
        return !choice.value || has.indexOf(choice.value) >= 0;
      });
    });
  }
  choices.forEach(function (choice) { choice.addEventListener("change", filterRemarks); });
}());
(function () {
  "use strict";
  var form = document.getElementById("find");
  if (!form) { return; }
  var text = document.getElementById("find-text");
  var theme = document.getElementById("find-theme");
  var pack = document.getElementById("find-pack");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));
  var status = document.getElementById("find-status");
  var entries = Array.prototype.slice.call(document.querySelectorAll(".entry")).map(function (node) {
    return { node: node, words: node.textContent.toLowerCase().replace(/\s+/g, " ") };
  });
  var groups = Array.prototype.slice.call(document.querySelectorAll(".theme, .pack"));

  function apply() {
    var wanted = text.value.toLowerCase().trim().split(/\s+/).filter(Boolean);
    var verdicts = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var shown = 0;
    entries.forEach(function (entry) {
      var data = entry.node.dataset;
      var visible = verdicts.indexOf(data.verdict) >= 0 &&
        (!theme.value || data.theme === theme.value) &&
        (!pack || !pack.value || data.pack === pack.value) &&
        wanted.every(function (word) { return entry.words.indexOf(word) >= 0; });
      entry.node.hidden = !visible;
      shown += visible ? 1 : 0;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector(".entry:not([hidden])"); });
    status.textContent = shown === entries.length
      ? "All " + entries.length + " shown."
      : shown + " of " + entries.length + " shown.";
  }

  function clear() {
    form.reset();
    apply();
  }

  // A link to an entry that the filters hide must still lead to it, and to one that is closed opens it.
  function reveal() {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      clear();
      target.scrollIntoView();
    }
    var closed = target && target.querySelector("details.more");
    if (closed) { closed.open = true; }
  }

  // Paper cannot be opened: what is folded is printed, and folded again.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (one) { one.open = false; });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  form.reset();
  apply();
})();
