// For sites that show a calculator in a frame: gives the frame the height that
// its page asks for. Listens to such frames only, and only to their own pages.
(() => {
  const own = new URL(document.currentScript.src).origin;
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== own || typeof data !== "object" || data === null) return;
    const height = data.qagidaHeight;
    if (!Number.isFinite(height) || height < 0) return;
    for (const frame of document.querySelectorAll("iframe[data-qagida]")) {
      if (frame.contentWindow !== source) continue;
      frame.height = String(Math.min(Math.ceil(height), 50000));
      frame.style.border = "0";
    }
  });
  // A page that was ready before this script says it once more. It is asked
  // wherever it is by now: the question tells nobody anything.
  for (const frame of document.querySelectorAll("iframe[data-qagida]")) {
    frame.contentWindow?.postMessage({ qagidaAsks: true }, "*");
  }
})();
