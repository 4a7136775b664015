(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const form = byId("find"), status = byId("find-status"), dialog = byId("cell");
  const field = (name) => byId("find-" + name);
  const value = (name) => (field(name) ? field(name).value : "");

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined) { node.textContent = text; }
    return node;
  }

  function asButton(span, label) {
    const button = make("button", "w", span.textContent);
    button.type = "button";
    button.tabIndex = -1;
    if (label) { button.setAttribute("aria-label", label); }
    span.replaceWith(button);
    return button;
  }

  // One object a table: its elements, and its rows as they were written.
  const tables = data.tables.map(function (content, at) {
    const section = byId("t" + at), node = section.querySelector(".heat");
    const [themes, titles] = node.tHead.rows;
    return {
      content: content, section: section, node: node, titles: titles, foot: node.tFoot.rows[0], ready: false,
      groups: Array.from(themes.cells).slice(1), key: null, down: false,
      rows: Array.from(node.tBodies[0].rows).map(function (row, index) {
        const [place, newest, cells] = content.rows[index];
        return { node: row, about: data.documents[place], newest: newest, cells: cells, words: null };
      }),
    };
  });
  let current = tables[0];
  let opened = null;

  function prepare(table) {
    if (table.ready) { return; }
    table.ready = true;
    // A grid is one stop on the way through the page; the arrow keys move inside it.
    table.node.setAttribute("role", "grid");
    table.section.querySelector(".hint").hidden = false;
    table.section.querySelector(".map").removeAttribute("tabindex");
    Array.from(table.titles.cells).forEach(function (cell) { asButton(cell.querySelector(".w")); });
    table.rows.forEach(function (row) {
      row.words = row.cells.map((cell, at) => cell && words(row, table.content.requirements[at], cell));
      row.node.querySelectorAll(".w").forEach((span) => asButton(span));
    });
    table.titles.cells[0].firstElementChild.tabIndex = 0;
  }

  function words(row, requirement, cell) {
    const parts = [row.about.label, row.about.title, row.about.line, requirement[0], data.strings[cell[1]]];
    cell.slice(4).forEach((quote) => parts.push(quote[0]));
    return parts.join(" ").toLowerCase();
  }

  function apply() {
    const table = tables[Number(value("table").slice(1))];
    if (table !== current || !table.ready) {
      current = table;
      tables.forEach((other) => { other.section.hidden = other !== table; });
      listVerdicts();
      prepare(table);
    }
    const wanted = value("text").toLowerCase().trim().split(/\s+/).filter(Boolean);
    const verdict = value("verdict"), force = value("force"), all = value("old") === "all";
    const verdicts = table.content.verdicts.map((one) => one[0]);
    const requirements = table.content.requirements;
    const columns = requirements.map(() => 0);
    let shown = 0, matches = 0;
    table.rows.forEach(function (row) {
      const here = (all || row.newest) && has(row.about.regions, value("region")) && has(row.about.police, value("police"));
      row.match = row.cells.map(function (cell, at) {
        return Boolean(here && cell && (!force || requirements[at][3] === force) &&
          (!verdict || verdicts[cell[0]] === verdict) && wanted.every((word) => row.words[at].includes(word)));
      });
      const count = row.match.filter(Boolean).length;
      row.node.hidden = !count;
      if (!count) { return; }
      shown += 1;
      matches += count;
      row.match.forEach((match, at) => { columns[at] += match ? 1 : 0; });
    });
    table.columns = columns;
    columns.forEach(function (count, at) {
      table.titles.cells[at + 2].hidden = !count;
      table.foot.cells[at + 2].hidden = !count;
    });
    table.rows.forEach(function (row) {
      if (row.node.hidden) { return; }
      row.match.forEach(function (match, at) {
        const cell = row.node.cells[at + 2];
        cell.hidden = !columns[at];
        cell.classList.toggle("faint", !match);
      });
    });
    spanThemes(table, columns);
    totals(table);
    focusable(table);
    status.textContent = shown + (shown === 1 ? " document, " : " documents, ") + matches + (matches === 1 ? " verdict" : " verdicts") +
      (matches ? " shown." : ": nothing matches all that is chosen.");
  }

  const has = (list, wanted) => !wanted || list.includes(wanted);

  function spanThemes(table, columns) {
    let at = 0;
    table.groups.forEach(function (group) {
      group.size = group.size || group.colSpan;
      const span = columns.slice(at, at + group.size).filter(Boolean).length;
      at += group.size;
      group.hidden = !span;
      group.colSpan = span || 1;
    });
  }

  // The share among the rows in sight, of all their verdicts, whichever are blanked out.
  function totals(table) {
    const sums = table.content.requirements.map(() => [0, 0]);
    const tones = table.content.verdicts.map((one) => one[3]);
    table.rows.forEach(function (row) {
      if (row.node.hidden) { return; }
      row.cells.forEach(function (cell, at) {
        if (!cell || tones[cell[0]] === "none") { return; }
        sums[at][1] += 1;
        sums[at][0] += tones[cell[0]] === "good" ? 1 : 0;
      });
    });
    const share = (pair) => (pair[1] ? Math.round(100 * pair[0] / pair[1]) + "%" : "");
    sums.forEach((pair, at) => { table.foot.cells[at + 2].textContent = share(pair); });
    table.foot.cells[1].textContent = share(sums.reduce((one, other) => [one[0] + other[0], one[1] + other[1]], [0, 0]));
  }

  function focusable(table) {
    const now = table.node.querySelector('button[tabindex="0"]');
    if (!now || now.offsetParent === null || now.closest(".faint")) { rove(table, table.titles.cells[0].firstElementChild); }
  }

  function rove(table, button) {
    table.node.querySelectorAll('button[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
    button.tabIndex = 0;
    return button;
  }

  function listVerdicts() {
    const select = field("verdict"), kept = select.value;
    select.length = 1;
    current.content.verdicts.forEach((one) => select.add(new Option(one[1], one[0], false, one[0] === kept)));
  }

  function sort(column) {
    const table = current;
    table.down = table.key === column ? !table.down : false;
    table.key = column;
    const rank = function (row) {
      if (column === 1) { return row.good; }
      const cell = row.cells[column - 2];
      return cell ? cell[0] : table.content.verdicts.length;
    };
    if (column === 1) {
      table.rows.forEach(function (row) {
        const judged = row.cells.filter((cell) => cell && table.content.verdicts[cell[0]][3] !== "none");
        const good = judged.filter((cell) => table.content.verdicts[cell[0]][3] === "good").length;
        row.good = judged.length ? good / judged.length : 2;
      });
    }
    const sign = table.down ? -1 : 1;
    const byName = (one, other) => one.about.label.localeCompare(other.about.label, "en") || other.about.dated.localeCompare(one.about.dated);
    table.rows.sort(column === 0 ? (one, other) => sign * byName(one, other)
      : (one, other) => sign * (rank(one) - rank(other)) || byName(one, other));
    table.node.tBodies[0].append(...table.rows.map((row) => row.node));
    Array.from(table.titles.cells).forEach(function (cell, at) {
      if (at === column) { cell.setAttribute("aria-sort", table.down ? "descending" : "ascending"); } else { cell.removeAttribute("aria-sort"); }
    });
  }

  function open(table, row, at) {
    const content = table.content, cell = row.cells[at], requirement = content.requirements[at];
    const [, word, symbol, tone] = content.verdicts[cell[0]];
    opened = { table: table, row: row, at: at };
    const body = byId("cell-body");
    const title = make("h2", "", row.about.label + ": " + requirement[0]);
    title.id = "cell-title";
    const badge = make("p", "verdict tone-" + tone);
    const sign = make("span", "symbol", symbol);
    sign.setAttribute("aria-hidden", "true");
    badge.append(sign, word);
    body.replaceChildren(title, make("p", "quiet small", [row.about.title, row.about.line].filter(Boolean).join(" · ")), badge, make("p", "", data.strings[cell[1]]));
    if (row.about.unread) {
      body.append(make("p", "note", row.about.unread + (row.about.unread === 1 ? " page" : " pages") + " of the document held no text that could be read."));
    }
    const quotes = cell.slice(4);
    if (quotes.length) { body.append(make("h3", "", "Words of the document")); }
    quotes.forEach(function (quote) {
      const marks = quote[2] || 0, figure = make("figure", "quote" + (marks & 1 ? " weakens" : "")), block = make("blockquote");
      const caption = make("figcaption", "", [data.strings[quote[1]], marks & 1 ? (content.good === "met" ? "weakens it" : "falls short") : "", marks & 2 ? "read by character recognition" : ""].filter(Boolean).join(" · "));
      const line = make("p");
      line.append(make("bdi", "", quote[0]));
      block.append(line);
      figure.append(block, caption);
      body.append(figure);
    });
    const more = cell[3] - quotes.length;
    if (more > 0) { body.append(make("p", "quiet small", more + " more in comparison.xlsx.")); }
    if (data.strings[cell[2]]) { body.append(make("h3", "", content.good === "met" ? "What would meet it" : "What to do next"), make("p", "", data.strings[cell[2]])); }
    body.append(make("h3", "", "What is asked"), make("p", "", requirement[1]), make("p", "quiet small", requirement[2]));
    byId("cell-before").disabled = !beside(-1);
    byId("cell-after").disabled = !beside(1);
    if (!dialog.open) { dialog.showModal(); }
    body.focus({ preventScroll: true });
    dialog.scrollTop = 0;
  }

  function beside(step) {
    const rows = opened.table.rows, from = rows.indexOf(opened.row);
    for (let place = from + step; place >= 0 && place < rows.length; place += step) {
      if (!rows[place].node.hidden && rows[place].match[opened.at]) { return rows[place]; }
    }
    return null;
  }

  function turn(step) {
    const row = beside(step);
    if (row) { open(opened.table, row, opened.at); }
  }

  // The table as lines of buttons in sight: the headings, then the rows.
  function lines(table) {
    return [table.titles].concat(table.rows.filter((row) => !row.node.hidden).map((row) => row.node));
  }

  const buttonAt = function (line, column) {
    const cell = line.cells[column];
    return cell && !cell.hidden && !cell.classList.contains("faint") ? cell.querySelector("button") : null;
  };

  function move(event) {
    const cell = event.target.closest("td, th"), table = current;
    if (!cell || event.altKey || event.metaKey) { return; }
    const all = lines(table), steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -1], End: [0, 1], PageUp: [-8, 0], PageDown: [8, 0] };
    const step = steps[event.key];
    if (!step) { return; }
    event.preventDefault();
    const far = event.key === "Home" || event.key === "End";
    let line = all.indexOf(cell.parentNode), column = cell.cellIndex, found = null;
    if (far && event.ctrlKey) { line = event.key === "Home" ? 0 : all.length - 1; column = event.key === "Home" ? -1 : table.titles.cells.length; }
    if (Math.abs(step[0]) > 1) {
      line = Math.min(Math.max(line + step[0], 0), all.length - 1) - Math.sign(step[0]);
      step[0] = Math.sign(step[0]);
    }
    if (far) { column = event.key === "Home" ? -1 : table.titles.cells.length; step[1] = -step[1]; }
    for (line += step[0], column += step[1]; all[line] && column >= 0 && column < table.titles.cells.length; line += step[0], column += step[1]) {
      found = buttonAt(all[line], column);
      if (found) { break; }
    }
    if (found) { rove(table, found).focus(); }
  }

  tables.forEach(function (table) {
    table.node.addEventListener("keydown", move);
    table.node.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) { return; }
      const cell = button.closest("td, th");
      rove(table, button);
      if (cell.closest("thead")) { sort(cell.cellIndex); return; }
      open(table, table.rows.find((row) => row.node === cell.parentNode), cell.cellIndex - 2);
    });
  });
  byId("cell-close").addEventListener("click", () => dialog.close());
  byId("cell-before").addEventListener("click", () => turn(-1));
  byId("cell-after").addEventListener("click", () => turn(1));
  dialog.addEventListener("click", function (event) { if (event.target === dialog) { dialog.close(); } });
  dialog.addEventListener("close", function () {
    const button = buttonAt(opened.row.node, opened.at + 2);
    if (button) { rove(opened.table, button).focus(); }
  });

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", function () {
    const kept = value("table");
    setTimeout(function () { field("table").value = kept; apply(); }, 0);
  });
  form.addEventListener("change", apply);
  form.addEventListener("input", function (event) {
    if (event.target !== field("text")) { return; }
    clearTimeout(waiting);
    waiting = setTimeout(apply, 150);
  });
  // A link to a table that is not the one shown must still lead to it.
  function reveal() {
    const name = location.hash.slice(1).split("-")[0];
    if (!tables.some((table) => table.section.id === name)) { return; }
    field("table").value = name;
    apply();
    const target = byId(location.hash.slice(1));
    if (target) { target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  form.reset();
  reveal();
  apply();

  // Paper has nothing to open: all is shown on it, and closed again behind it.
  let closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (details) { details.open = false; });
    closed = [];
  });
})();
