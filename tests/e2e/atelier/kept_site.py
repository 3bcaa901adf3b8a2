"""What a device keeps of a site, for when there is no network."""

from __future__ import annotations

from playwright.sync_api import Page

KEPT = """async ([part, least]) => {
  const count = async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().filter(({ url }) => url.includes(part)).length;
  };
  await navigator.serviceWorker.ready;
  while ((await count()) < least) await new Promise((later) => setTimeout(later, 50));
}"""


def kept(page: Page, part: str, least: int) -> None:
    """Wait until this device keeps that many files whose address has this part."""
    page.evaluate(KEPT, [part, least])
