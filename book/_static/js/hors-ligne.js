// A site that a web host serves is kept on the device that opened it (hors-ligne.js at its root). A
// room is not: it is near, and what it serves may change between two pages.
const workers = window.isSecureContext ? navigator.serviceWorker : undefined;
const root = new URL(document.documentElement.dataset.content_root, document.baseURI);

async function forget() {
  for (const each of await workers.getRegistrations()) await each.unregister();
}

if (workers && document.querySelector('meta[name="socialise-room"]')) {
  forget();
} else if (workers && !navigator.connection?.saveData) {
  addEventListener("load", () => {
    // Refused storage, or a host that does not serve it: the site is read online, as before.
    workers.register(new URL("hors-ligne.js", root)).catch(() => {});
  });
}
