// Registers the worker that shows pages when there is no connection. What it
// is called the script's element says.
(() => {
  const { worker } = document.currentScript.dataset;
  if (!("serviceWorker" in navigator)) return;
  // Not before the page is there. Where the browser refuses it, all else works.
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
})();
