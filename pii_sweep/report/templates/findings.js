// Unpacks the findings, filters them by columns and hands the rows in view to the grid. Text is only ever set as text.
"use strict";
(async () => {
  const byId = (id) => document.getElementById(id);
  const names = JSON.parse(byId("names").textContent);
  const { rows, columns } = await unpack(byId("data").textContent);
  const word = (column, row) => columns[column].values[columns[column].codes[row]];
  const number = (column, row) => columns[column].data[row];
  const kindName = (code) => names[code] || code;
  const thumbnails = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(byId("thumbnails").textContent), (sign) => sign.charCodeAt(0))));
  const controls = ["search", "bucket", "prefix", "object", "person", "score"];
  const kinds = columns.entity.values;
  const chosenKinds = new Set();
  const SEARCHED = ["masked", "key", "member", "column_name"];
  const empty = new Uint32Array(0);
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  let shown = empty;
  let chosen = -1;

  async function unpack(text) {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const buffer = await new Response(stream).arrayBuffer();
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    let at = 4 + length;
    const take = (Kind, count) => {
      const part = new Kind(buffer, at, count);
      at += Math.ceil(part.byteLength / 4) * 4;
      return part;
    };
    const INDEX = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
    for (const column of Object.values(header.columns)) {
      if (column.kind === "words") column.codes = take(INDEX[column.width], header.rows);
      else if (column.kind === "numbers") column.data = take(Int32Array, header.rows);
      else if (column.kind === "scores") column.data = take(Uint16Array, header.rows);
      else column.data = take(Uint8Array, 16 * header.rows);
    }
    return header;
  }

  function findingId(row) {
    return Array.from(columns.finding_id.data.subarray(16 * row, 16 * row + 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function shorten(name, most) {
    return name.length <= most ? name : `${name.slice(0, most / 3)}…${name.slice(-Math.floor((2 * most) / 3))}`;
  }

  function objectName(row) {
    const member = word("member", row);
    return member ? `${word("key", row)} » ${member}` : word("key", row);
  }

  function place(row) {
    const parts = ["page", "row", "line"].filter((name) => number(name, row) >= 0).map((name) => `${name} ${number(name, row).toLocaleString("en")}`);
    return [...parts, word("column_name", row) && `column ${word("column_name", row)}`].filter(Boolean).join(", ");
  }

  // A mask by code of the words of a column that pass a test.
  function mask(values, passes) {
    const found = new Uint8Array(values.length);
    for (let code = 0; code < values.length; code++) if (passes(values[code])) found[code] = 1;
    return found;
  }

  // The words of a column in lower case as one text, and where each begins: to search it once is faster than each word.
  function joined(column) {
    const { values } = columns[column];
    columns[column].joined ||= (() => {
      const words = values.map((value) => value.toLowerCase());
      const starts = new Uint32Array(words.length + 1);
      words.forEach((word, code) => { starts[code + 1] = starts[code] + word.length + 1; });
      return { text: words.join("\n"), starts };
    })();
    return columns[column].joined;
  }

  // A mask of the words that hold a text; a search box gives no line break, so no match spans two words.
  function containing(column, sought) {
    const { text, starts } = joined(column);
    const found = new Uint8Array(columns[column].values.length);
    let code = 0;
    for (let at = text.indexOf(sought); at >= 0 && code < found.length; at = text.indexOf(sought, starts[code])) {
      while (starts[code + 1] <= at) code++;
      found[code++] = 1;
    }
    return found;
  }

  // Keep the rows whose code passes; the list is shortened in place.
  function keep(list, codes, passes) {
    let size = 0;
    for (let i = 0; i < list.length; i++) if (passes[codes[list[i]]]) list[size++] = list[i];
    return list.subarray(0, size);
  }

  function keepAny(list, some) {
    const [[a, inA], [b, inB], [c, inC], [d, inD]] = some;
    let size = 0;
    for (let i = 0; i < list.length; i++) {
      const row = list[i];
      if (inA[a[row]] || inB[b[row]] || inC[c[row]] || inD[d[row]]) list[size++] = row;
    }
    return list.subarray(0, size);
  }

  function keepScores(list, least) {
    const scores = columns.score.data;
    let size = 0;
    for (let i = 0; i < list.length; i++) if (scores[list[i]] >= least) list[size++] = list[i];
    return list.subarray(0, size);
  }

  const keepWords = (column, passes) => (list) => keep(list, columns[column].codes, mask(columns[column].values, passes));
  // By control: what it keeps of a list, and whether a value keeps a part of what another one does.
  const equal = (value, before) => value === before;
  const longer = (value, before) => value.startsWith(before);
  const tests = {
    bucket: { keeps: (given) => keepWords("bucket", (value) => value === given), narrows: equal },
    object: { keeps: (given) => keepWords("key", (value) => value === given), narrows: equal },
    prefix: { keeps: (given) => keepWords("key", (value) => value.startsWith(given)), narrows: longer },
    person: { keeps: (given) => keepWords("subject_id", (value) => value.startsWith(given)), narrows: longer },
    score: { keeps: (given) => (list) => keepScores(list, Math.round(1000 * Number(given))), narrows: (value, before) => Number(value) >= Number(before) },
    search: {
      keeps: (given) => (list) => keepAny(list, SEARCHED.map((column) => [columns[column].codes, containing(column, given.toLowerCase())])),
      narrows: (value, before) => value.toLowerCase().includes(before.toLowerCase()),
    },
  };
  let last = { order, given: {}, list: order }; // what passed all filters but that of the kinds

  // Set the rows in view and return how many rows of each kind pass all filters but that of the kinds. What only narrows
  // the filters before looks at the rows that passed those.
  function filter() {
    const given = Object.fromEntries(controls.map((id) => [id, byId(id).value.trim()]).filter(([id, value]) => value && !(id === "score" && !Number(value))));
    const narrower = last.order === order && Object.entries(last.given).every(([id, before]) => given[id] && tests[id].narrows(given[id], before));
    const changed = Object.keys(tests).filter((id) => given[id] && !(narrower && given[id] === last.given[id]));
    let list = narrower ? last.list : order;
    if (changed.length) list = changed.reduce((kept, id) => tests[id].keeps(given[id])(kept), list.slice());
    last = { order, given, list };
    const entity = columns.entity.codes;
    const counts = new Uint32Array(kinds.length);
    for (let i = 0; i < list.length; i++) counts[entity[list[i]]]++;
    shown = chosenKinds.size ? keepWords("entity", (value) => chosenKinds.has(value))(list.slice()) : list;
    return counts;
  }

  // Stable counting sort of the row order by small whole ranks.
  function sortBy(ranks, highest, ascending) {
    const starts = new Uint32Array(highest + 2);
    const rank = (row) => (ascending ? ranks(row) : highest - ranks(row));
    for (let row = 0; row < rows; row++) starts[rank(row) + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const sorted = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) sorted[starts[rank(row)]++] = row;
    order = sorted;
  }

  function ranksOf(column) {
    const { values, codes } = columns[column];
    const text = column === "entity" ? values.map(kindName) : values;
    const places = new Uint32Array(values.length);
    [...text.keys()].sort((a, b) => (text[a] < text[b] ? -1 : text[a] > text[b] ? 1 : 0)).forEach((code, place) => { places[code] = place; });
    return [(row) => places[codes[row]], values.length];
  }

  const text = (column) => (_row, _cell, _value, _definition, item) => column(item.row);
  const definitions = [
    { id: "entity", name: "Data", width: 165, sortable: true, formatter: text((row) => kindName(word("entity", row))) },
    { id: "masked", name: "Value, masked", width: 200, sortable: true, formatter: (_row, _cell, _value, _definition, item) => ({ text: word("masked", item.row).replace(/█(?:[ -]?█){5,}/g, "█████"), toolTip: word("masked", item.row) }) },
    { id: "score", name: "Score", width: 70, sortable: true, cssClass: "number", formatter: text((row) => (number("score", row) / 1000).toFixed(2)) },
    { id: "bucket", name: "Bucket", width: 170, sortable: true, formatter: text((row) => word("bucket", row)) },
    { id: "key", name: "Object", width: 300, sortable: true, formatter: (_row, _cell, _value, _definition, item) => ({ text: shorten(objectName(item.row), 44), toolTip: objectName(item.row) }) },
    { id: "place", name: "Place", width: 220, formatter: text(place) },
    { id: "subject_id", name: "Person", width: 96, sortable: true, formatter: text((row) => word("subject_id", row).slice(0, 8)) },
  ].map((definition) => ({ ...definition, field: "row", headerCellAttrs: { tabindex: "0" } }));
  const narrow = matchMedia("(max-width: 760px)").matches;
  const visible = narrow ? definitions.filter((definition) => ["entity", "masked", "score"].includes(definition.id)) : definitions;
  const data = {
    getLength: () => shown.length,
    getItem: (index) => ({ row: shown[index] }),
    getItemMetadata: (index) => (shown[index] === chosen ? { cssClasses: "chosen" } : null),
  };
  const grid = new Slick.Grid("#list", data, visible, {
    rowHeight: 31, headerRowHeight: 30, forceFitColumns: true, enableColumnReorder: false, enableCellNavigation: true,
    enableHtmlRendering: false, enableTextSelectionOnCells: true, multiColumnSort: false, editable: false,
  });

  function show() {
    const counts = filter();
    grid.invalidateAllRows();
    grid.updateRowCount();
    grid.scrollTo(0);
    grid.render();
    byId("count").textContent = shown.length === rows ? `${rows.toLocaleString("en")} findings` : `${shown.length.toLocaleString("en")} of ${rows.toLocaleString("en")} findings`;
    byId("score-text").textContent = Number(byId("score").value).toFixed(2);
    kinds.forEach((kind, code) => { byId(`kind-${code}`).lastChild.textContent = counts[code].toLocaleString("en"); });
    pictures();
    accessible();
    remember();
  }

  // The grid's own roles lack a name and the size of the whole list, and a grid may hold nothing but its rows:
  // the two elements that catch the Tab key move out of it.
  function accessible() {
    const list = byId("list");
    const sinks = [...list.children].filter((child) => !child.className && child.tabIndex === 0);
    sinks.forEach((sink) => sink.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && !grid.getActiveCell() && shown.length) grid.setActiveCell(0, 0);
    }));
    if (sinks.length) list.before(sinks[0]);
    if (sinks.length > 1) list.after(sinks[1]);
    list.querySelectorAll(".slick-pane[tabindex], .grid-canvas[tabindex]").forEach((part) => part.removeAttribute("tabindex"));
    list.querySelectorAll(".slick-viewport").forEach((part) => part.setAttribute("role", "rowgroup"));
    list.setAttribute("aria-label", "Findings");
    list.setAttribute("aria-rowcount", String(shown.length + 1));
  }

  // Redacted pages of the chosen bucket and object; each leads to its findings.
  function pictures() {
    const [bucket, object, prefix] = ["bucket", "object", "prefix"].map((id) => byId(id).value);
    const fits = (one) => (!bucket || one.bucket === bucket) && (!object || one.key === object) && one.key.startsWith(prefix);
    const none = thumbnails.some(fits) ? [] : [element("p", { className: "soft small" }, whyNone(shown))];
    byId("pictures").replaceChildren(...none, ...thumbnails.filter(fits).map((one) => element("button",
      { type: "button", title: `${one.bucket}/${one.key}`, onclick: () => narrowTo({ bucket: one.bucket, object: one.key, prefix: "", search: "" }) },
      picture(one))));
  }

  // Why the objects of some rows have no picture: each reason once, with how many objects it is of.
  function whyNone(list) {
    const { values, codes } = columns.picture;
    const key = columns.key.codes;
    const seen = new Uint8Array(columns.key.values.length);
    const sizes = new Uint32Array(values.length);
    for (let i = 0; i < list.length; i++) {
      const row = list[i];
      if (!seen[key[row]]) sizes[codes[row]]++;
      seen[key[row]] = 1;
    }
    const parts = values.flatMap((value, code) => (value && sizes[code] ? [[value, sizes[code]]] : []));
    if (parts.length === 1) return `No picture: ${parts[0][0]}.`;
    return parts.length ? `No pictures: ${parts.map(([value, size]) => `${size.toLocaleString("en")} ${size === 1 ? "object" : "objects"}, ${value}`).join("; ")}.` : "";
  }

  function picture(one) {
    return element("img", { src: one.source, alt: one.alt, width: one.width, height: one.height });
  }

  // The address keeps the filters; written once nobody types, since a browser limits how often it may change.
  let remembering;
  function remember() {
    clearTimeout(remembering);
    remembering = setTimeout(writeAddress, 150);
  }

  function writeAddress() {
    const state = new URLSearchParams(controls.map((id) => [id, byId(id).value]).filter(([id, value]) => value && !(id === "score" && Number(value) === 0)));
    chosenKinds.forEach((kind) => state.append("entity", kind));
    history.replaceState(null, "", `#${state}`);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    controls.forEach((id) => { byId(id).value = state.get(id) || (id === "score" ? "0" : ""); });
    chosenKinds.clear();
    state.getAll("entity").forEach((kind) => chosenKinds.add(kind));
    kinds.forEach((kind, code) => { byId(`kind-${code}`).firstChild.checked = chosenKinds.has(kind); });
    show();
  }

  function element(tag, attributes = {}, ...children) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  function narrowTo(changes) {
    Object.entries(changes).forEach(([id, value]) => { byId(id).value = value; });
    show();
  }

  function detail(row) {
    chosen = row;
    const id = findingId(row);
    const person = word("subject_id", row);
    const facts = [
      ["Data", kindName(word("entity", row))], ["Value, masked", word("masked", row)],
      ["Bucket", word("bucket", row)], ["Score", (number("score", row) / 1000).toFixed(2)],
      ["Object", objectName(row)], ["Place", place(row) || "whole object"],
      ["Why", [word("recognizer", row), word("reasons", row)].filter(Boolean).join(": ")], ["Person", person || "not assigned to a person"],
      ...(word("picture", row) ? [["Picture", `none: ${word("picture", row)}`]] : []),
      ["Finding", id],
    ];
    const list = element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    const buttons = element("p", {},
      element("button", { type: "button", onclick: () => narrowTo({ bucket: word("bucket", row), object: word("key", row), prefix: "", search: "" }) }, "All of this object"), " ");
    if (person) buttons.append(element("button", { type: "button", onclick: () => narrowTo({ person, object: "", prefix: "", search: "", bucket: "" }) }, "All of this person"), " ");
    const shownHere = thumbnails.filter((one) => one.bucket === word("bucket", row) && one.key === word("key", row));
    byId("detail").replaceChildren(...shownHere.map(picture), list, buttons);
  }

  function choices() {
    const tally = new Uint32Array(columns.bucket.values.length);
    columns.bucket.codes.forEach((code) => tally[code]++);
    const option = (value, label) => element("option", { value }, label);
    byId("bucket").append(option("", "All buckets"), ...columns.bucket.values.map((name, code) => option(name, `${name} (${tally[code].toLocaleString("en")})`)));
    const folders = new Set(columns.key.values.map((key) => key.slice(0, key.indexOf("/") + 1)).filter(Boolean));
    byId("folders").append(...[...folders].sort().slice(0, 200).map((folder) => option(folder, folder)));
    const byName = [...kinds.keys()].sort((a, b) => (kindName(kinds[a]) < kindName(kinds[b]) ? -1 : 1));
    byId("kinds").append(...byName.map((code) => {
      const box = element("input", { type: "checkbox", value: kinds[code] });
      return element("label", { id: `kind-${code}` }, box, element("span", {}, kindName(kinds[code])), element("span"));
    }));
  }

  function listen() {
    byId("filters").addEventListener("input", (event) => {
      const box = event.target;
      if (box.type === "checkbox") chosenKinds[box.checked ? "add" : "delete"](box.value);
      show();
    });
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("filters").addEventListener("reset", () => { chosenKinds.clear(); setTimeout(show); });
    addEventListener("hashchange", recall);
    addEventListener("resize", () => grid.resizeCanvas());
    grid.onSort.subscribe((_event, { sortCol, sortAsc }) => {
      if (sortCol.id === "score") sortBy((row) => columns.score.data[row], 1000, sortAsc);
      else sortBy(...ranksOf(sortCol.id), sortAsc);
      show();
    });
    byId("list").addEventListener("keydown", (event) => {
      if (!event.target.classList.contains("slick-header-column") || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      event.target.click();
    });
    const choose = (index) => {
      if (index < 0 || index >= shown.length) return;
      detail(shown[index]);
      grid.invalidateAllRows();
      grid.render();
    };
    grid.onActiveCellChanged.subscribe((_event, { row }) => { if (row !== undefined) choose(row); });
    if (narrow) byId("filter-box").open = false;
  }

  SEARCHED.forEach(joined);
  choices();
  listen();
  recall();
  performance.mark("findings-ready");
  document.documentElement.dataset.ready = "true";
})();
