// What scrolls sideways can be reached and scrolled by keyboard. The theme wraps tables and loads its fonts first.
addEventListener("load", () => document.fonts.ready.then(() => setTimeout(() => {
  document.querySelectorAll("pre, pre > code, table, .wy-table-responsive").forEach((part) => {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
  });
}, 100)));
