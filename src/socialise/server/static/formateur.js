// Keeps the trainer's table up to date, quietly: what is open stays open, what has focus keeps it.
const EVERY_MS = 5_000;
const table = document.getElementById("tableau");
const news = document.getElementById("nouvelles");
let tag = "";
let told = table.firstElementChild?.dataset.resume ?? "";

async function refresh() {
  let response;
  try {
    response = await fetch("/formateur/tableau", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
  } catch {
    news.textContent = news.dataset.perdu;
    return;
  }
  if (response.status === 401) {
    location.reload();
    return;
  }
  if (response.status === 304) {
    if (news.textContent === news.dataset.perdu) news.textContent = "";
    return;
  }
  if (!response.ok) {
    news.textContent = news.dataset.perdu;
    return;
  }
  tag = response.headers.get("ETag") ?? "";
  draw(await response.text());
}

function draw(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  const before = table.firstElementChild;
  if (!fresh || before?.outerHTML === fresh.outerHTML) return;
  const open = new Set([...table.querySelectorAll("details[open]")].map((item) => item.dataset.cle));
  const focused = document.activeElement?.closest("details")?.dataset.cle;
  const region = document.activeElement?.matches(".defile") ? ".defile" : null;
  const scrolled = table.querySelector(".defile")?.scrollLeft ?? 0;
  for (const item of fresh.querySelectorAll("details")) item.open = open.has(item.dataset.cle);
  table.replaceChildren(document.importNode(fresh, true));
  const newRegion = table.querySelector(".defile");
  if (newRegion) newRegion.scrollLeft = scrolled;
  if (focused) table.querySelector(`details[data-cle="${CSS.escape(focused)}"] summary`)?.focus({ preventScroll: true });
  else if (region) newRegion?.focus({ preventScroll: true });
  const summary = fresh.dataset.resume;
  if (summary !== told || news.textContent === news.dataset.perdu) news.textContent = summary;
  told = summary;
}

setInterval(() => {
  if (!document.hidden) refresh();
}, EVERY_MS);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
