// Copy buttons, and filter and sort of the table of buckets. Without it, everything is still on the page.
"use strict";
(() => {
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  document.querySelectorAll("button.copy").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.parentElement.querySelector("code").textContent;
      button.textContent = (await copyText(text)) ? "Copied" : "Select and copy";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  });

  const table = document.getElementById("bucket-table");
  const body = table.tBodies[0];
  const rows = [...body.rows].filter((row) => row.cells.length > 1);
  if (rows.length > 5) {
    const tools = document.querySelector(".tools");
    const input = document.getElementById("find");
    tools.hidden = false;
    input.addEventListener("input", () => {
      const text = input.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row) => {
        row.hidden = !row.textContent.toLowerCase().includes(text);
        shown += !row.hidden;
      });
      document.getElementById("find-count").textContent = text ? `${shown} of ${rows.length}` : "";
    });
  }
  if (rows.length > 1) {
    [...table.tHead.rows[0].cells].forEach((cell, index) => {
      if (!cell.dataset.sort) return;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        [...table.tHead.rows[0].cells].forEach((other) => other.removeAttribute("aria-sort"));
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[index].dataset.value;
        const compare = cell.dataset.sort === "number" ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b));
        body.append(...rows.sort((a, b) => (down ? compare(b, a) : compare(a, b))));
      });
    });
  }
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
})();
