"use strict";

/* Sorts a table by the column whose heading is pressed; pressed again, the other way round. Empty cells stay last. */
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const heading = button.closest("th");
    const body = heading.closest("table").tBodies[0];
    const isDescending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentNode.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
    const column = heading.cellIndex;
    const isNumber = heading.classList.contains("number");
    const key = (row) => {
      const cell = row.cells[column];
      if (!isNumber) return cell.textContent;
      return "key" in cell.dataset ? Number(cell.dataset.key) : null;
    };
    const compare = (a, b) => (isNumber ? a - b : a.localeCompare(b, undefined, { numeric: true }));
    const rows = Array.from(body.rows, (row) => ({ row, key: key(row) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return isDescending ? compare(b.key, a.key) : compare(a.key, b.key);
    });
    body.append(...rows.map((entry) => entry.row));
  });
}

/* A box that goes on to the right fades there. */
const fade = (box) => box.classList.toggle("goes-on", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
const widths = new ResizeObserver((entries) => { for (const entry of entries) fade(entry.target.closest(".wide")); });
const watchWidth = (box) => {
  for (const element of [box, ...box.children]) widths.observe(element);
  box.addEventListener("scroll", () => fade(box), { passive: true });
};
for (const box of document.querySelectorAll(".wide")) watchWidth(box);

/* What is unfolded stays so when the page of a run under way looks for news. */
const folds = Array.from(document.querySelectorAll("details"));
const storageKey = "fathom-report-open";
const isLive = document.querySelector("meta[http-equiv=refresh]") !== null;
try {
  const open = JSON.parse(sessionStorage.getItem(storageKey) || "null");
  if (isLive && Array.isArray(open)) for (const fold of folds) fold.open = open.includes(fold.id);
} catch { /* Without storage the page is as it was delivered. */ }
for (const fold of folds) {
  fold.addEventListener("toggle", () => {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(folds.filter((other) => other.open).map((other) => other.id)));
    } catch { /* As above. */ }
  });
}

/* Nobody can write a last version of the page of a run that was killed. */
const silence = document.querySelector(".silence");
const moment = document.querySelector(".progress time");
if (silence && moment) silence.hidden = Date.now() - Date.parse(moment.dateTime) < 180_000;

/* Paper cannot unfold what is folded. */
addEventListener("beforeprint", () => {
  for (const fold of folds) {
    fold.dataset.wasOpen = fold.open;
    fold.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const fold of folds) fold.open = fold.dataset.wasOpen === "true";
});
