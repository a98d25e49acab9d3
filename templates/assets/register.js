// What every page does at first; what it needs for that its own element says.
(() => {
  const { worker, box: script } = document.currentScript.dataset;

  // The worker shows pages when there is no connection. Not before the page is
  // there; where the browser refuses it, all else works.
  if ("serviceWorker" in navigator) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }

  // The search box's script comes when somebody turns to the box: most don't, and
  // without it the box leads to the page of results.
  const box = document.querySelector("[data-search-box]");
  if (!box) return;
  const onKey = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.elements.q.focus();
  };
  const load = () => {
    removeEventListener("keydown", onKey);
    import(script);
  };
  addEventListener("keydown", onKey);
  for (const turn of ["focusin", "pointerenter"]) box.addEventListener(turn, load, { once: true });
})();
