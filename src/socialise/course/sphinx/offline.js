// The site kept on this device, so that a lesson opens without network. Only over HTTPS (or on
// this machine): elsewhere browsers have no service worker, and a room is always near.
//
// What is online is always asked first: nobody reads yesterday's page today. Files whose address
// names their content never change: what is kept is given at once.

const KEPT = [/* kept */];
const PYTHON = [/* python */]; // the browser's Python: kept once somebody uses it
const CACHE = "socialise-/* version */";
const WAIT_MS = 4000; // a network that does not answer is no network

const here = (path) => new URL(path, self.registration.scope).href;
const pages = new Set(KEPT.map(here));
const python = new Set(PYTHON.map(here));

/** What is kept must be what is there now, whatever the browser's own store says. */
const fresh = (paths) => paths.map((path) => new Request(here(path), { cache: "no-cache" }));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh(KEPT))));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const names = await caches.keys();
  const before = await Promise.all(names.map((name) => holdsPython(name)));
  const old = names.filter((name) => name.startsWith("socialise-") && name !== CACHE);
  if (before.some(Boolean)) await keepPython().catch(() => {}); // no network: kept at the next use
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function holdsPython(name) {
  const kept = await (await caches.open(name)).keys();
  return kept.some(({ url }) => url.includes("/_static/python/"));
}

async function keepPython() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  await cache.addAll(PYTHON.map(here).filter((url) => !there.has(url)));
}

// Said by thread.js, after a verdict by the page's Python. No network by then: kept at the next one.
self.addEventListener("message", (event) => {
  if (event.data === "python") event.waitUntil(keepPython().catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const plain = address.origin + address.pathname;
  if (event.request.method !== "GET") return;
  if (python.has(plain)) {
    event.respondWith(keptFirst(event.request));
  } else if (pages.has(plain)) {
    event.respondWith(networkFirst(event.request));
  }
});

/** The query is a digest of the content, or a page's own words: neither changes what is kept. */
const kept = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });

async function keptFirst(request) {
  return (await kept(request)) ?? fetch(request);
}

async function networkFirst(request) {
  const asked = fetch(request);
  asked.catch(() => {}); // told below, or no longer of interest
  const late = new Promise((tell) => setTimeout(tell, WAIT_MS));
  const answer = await Promise.race([asked.catch(() => null), late]);
  return answer ?? (await kept(request)) ?? asked;
}
