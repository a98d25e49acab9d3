// Marks in a page's list of contents the section that is being read. Without it the
// list is a list of links. And fetches the script of a list of papers as one gets near.

const rail = document.querySelector(".contents");
const parts = [...rail?.querySelectorAll('a[href^="#"]') ?? []]
  .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
  .filter(({ target }) => target);
let marked;
let waiting = false;

function mark() {
  waiting = false;
  // In the order of the page; one that stands beside the text has no place in it.
  const seen = parts
    .filter(({ link, target }) => link.checkVisibility() && target.checkVisibility() && !target.closest(".service__answers"))
    .map((part) => ({ ...part, top: part.target.getBoundingClientRect().top }))
    .sort((a, b) => a.top - b.top);
  const ended = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const line = ended ? innerHeight : 80;
  const { link } = seen.findLast(({ top }) => top <= line) ?? {};
  if (link === marked) return;
  marked?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  marked = link;
  // A list that is longer than the window follows by itself, and nothing else moves.
  if (!link || rail.scrollHeight <= rail.clientHeight) return;
  const [own, whole] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (own.top < whole.top) rail.scrollTop -= whole.top - own.top;
  else if (own.bottom > whole.bottom) rail.scrollTop += own.bottom - whole.bottom;
}

function later() {
  if (!waiting) requestAnimationFrame(mark);
  waiting = true;
}

if (parts.length > 0) {
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  later();
}

const papers = document.querySelector("[data-checklist]");
if (papers) {
  const near = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    near.disconnect();
    import(papers.dataset.script);
  }, { rootMargin: "1000px" });
  near.observe(papers);
}
