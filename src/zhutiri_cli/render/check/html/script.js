(function () {
  "use strict";
  var STEP = 30, MANY = 200;
  var list = document.getElementById("list");
  if (!list) { return; }
  var form = document.getElementById("filters"), search = document.getElementById("q");
  var byStatus = document.getElementById("f-status"), byUnit = document.getElementById("f-unit"), byMonth = document.getElementById("f-month");
  var shown = document.getElementById("shown"), rest = document.getElementById("rest"), next = document.getElementById("next");
  var unfold = document.getElementById("unfold");
  var order = Array.prototype.map.call(byStatus.options, function (option) { return option.value; });
  var fold = function (text) { return text.normalize("NFKC").toLowerCase(); };
  var bodies = Array.prototype.slice.call(list.tBodies);
  var rows = bodies.map(function (body) {
    var findings = body.querySelector(".findings");
    var text = body.rows[0].textContent + (findings ? findings.textContent : "");
    return {
      body: body, text: fold(text), status: body.dataset.s, months: body.dataset.m.split(" "), pending: "p" in body.dataset,
      units: body.dataset.u ? body.dataset.u.split(" ") : ["-"]
    };
  });
  var limit = rows.length > MANY ? STEP : Infinity, room = limit, matching = rows, attached = rows;

  function wanted(row, words) {
    return (!byStatus.value || (byStatus.value === "pending" ? row.pending : row.status === byStatus.value)) &&
      (!byUnit.value || row.units.indexOf(byUnit.value) >= 0) && (!byMonth.value || row.months.indexOf(byMonth.value) >= 0) &&
      words.every(function (word) { return row.text.indexOf(word) >= 0; });
  }
  // Rows that are not to be seen leave the document: what stays is quick to lay out, however many there are.
  function lay() {
    var visible = matching.slice(0, room), left = matching.length - visible.length, pile = document.createDocumentFragment();
    attached.forEach(function (row) { list.removeChild(row.body); });
    attached = visible;
    visible.forEach(function (row) { pile.appendChild(row.body); });
    list.appendChild(pile);
    rest.hidden = left <= 0;
    next.textContent = "再显示 " + Math.min(STEP, left) + " 项（还有 " + left + " 项）";
    shown.textContent = matching.length === 0 ? "没有符合条件的活动" :
      (matching.length === rows.length ? "共 " + rows.length + " 项" : "符合 " + matching.length + " 项，共 " + rows.length + " 项") +
      (left > 0 ? "，显示前 " + visible.length + " 项" : "");
  }
  function filter() {
    var words = fold(search.value).split(/\s+/).filter(Boolean);
    matching = rows.filter(function (row) { return wanted(row, words); });
    room = limit;
    lay();
  }
  function clear() {
    search.value = byStatus.value = byUnit.value = byMonth.value = "";
  }
  function choose(status) {
    clear();
    byStatus.value = status;
    filter();
  }

  var collator = window.Intl ? new Intl.Collator("zh-CN", { numeric: true }) : null;
  function key(row, column, kind) {
    if (kind === "id") { return Number(row.body.rows[0].cells[column].textContent); }
    if (kind === "status") { return order.indexOf(row.status); }
    var text = row.body.rows[0].cells[column].textContent;
    return kind === "date" ? text.slice(0, 10) : text;
  }
  function sort(head, kind) {
    var down = head.getAttribute("aria-sort") === "ascending", column = head.cellIndex;
    Array.prototype.forEach.call(list.tHead.rows[0].cells, function (cell) {
      cell.removeAttribute("aria-sort");
      cell.querySelector(".arrow").textContent = "";
    });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    head.querySelector(".arrow").textContent = down ? "▼" : "▲";
    var keyed = rows.map(function (row, place) { return { row: row, place: place, key: key(row, column, kind) }; });
    keyed.sort(function (a, b) {
      if (a.key === b.key) { return a.place - b.place; }
      if (a.key === "" || b.key === "") { return a.key === "" ? 1 : -1; }
      var found = kind === "words" && collator ? collator.compare(a.key, b.key) : a.key < b.key ? -1 : 1;
      return (down ? -found : found) || a.place - b.place;
    });
    rows = keyed.map(function (one) { return one.row; });
    filter();
  }
  Array.prototype.forEach.call(list.tHead.rows[0].cells, function (head) {
    var button = document.createElement("button"), arrow = document.createElement("span");
    button.type = "button";
    button.title = "按" + head.textContent + "排序";
    button.textContent = head.textContent;
    arrow.className = "arrow";
    arrow.setAttribute("aria-hidden", "true");
    head.textContent = "";
    button.appendChild(arrow);
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head, head.dataset.sort); });
  });

  function open(id) {
    var row = rows.filter(function (one) { return one.body.id === id; })[0];
    if (!row) { return; }
    if (!row.body.parentNode) {
      clear();
      matching = rows;
      room = Math.max(limit, rows.indexOf(row) + 1);
      lay();
    }
    row.body.querySelector("details").open = true;
    row.body.scrollIntoView();
    row.body.querySelector("summary").focus({ preventScroll: true });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href^='#']") : null;
    if (!link) { return; }
    if (link.dataset.status !== undefined) { choose(link.dataset.status); }
    else if (/^#a\d+$/.test(link.getAttribute("href"))) { open(link.getAttribute("href").slice(1)); }
  });
  window.addEventListener("hashchange", function () { open(location.hash.slice(1)); });
  unfold.addEventListener("click", function () {
    var on = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(on));
    unfold.textContent = on ? "收起明细" : "展开明细";
    rows.forEach(function (row) { if (!on || row.body.parentNode) { row.body.querySelector("details").open = on; } });
  });
  next.addEventListener("click", function () { room += STEP; lay(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  form.addEventListener("input", filter);

  var before = [], details = document.getElementById("paper-details");
  window.addEventListener("beforeprint", function () {
    before = [room, []];
    room = Infinity;
    lay();
    if (details.checked) { before[1] = list.querySelectorAll("tbody.told details:not([open])"); }
    Array.prototype.forEach.call(before[1], function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    Array.prototype.forEach.call(before[1], function (one) { one.open = false; });
    room = before[0];
    lay();
  });
  form.hidden = false;
  filter();
  if (location.hash) { open(location.hash.slice(1)); }
})();
