"""A site that a web host serves over HTTPS goes on without network, from the first page on."""

from __future__ import annotations

from typing import Any

from e2e.atelier.activity_form import ActivityForm, content, told_of
from e2e.atelier.device import PATIENCE_MS
from e2e.atelier.journey import PLACES
from e2e.atelier.kept_site import kept
from e2e.atelier.room import Room


def test_the_network_may_go_after_the_first_verdict(
    device: Any, static_url: str, sets: Any, judge: Any
) -> None:
    """Every page, every verdict and every finished thing: the phone leaves the shop's wifi."""
    own = device(static_url, keeps_site=True)
    one, other = sets["persona/01"], sets["objectif/21"]
    form = ActivityForm(own.page, PLACES["persona"], "persona").open(static_url)
    form.load(one.answers)
    form.check()
    kept(own.page, "/book/", 25)
    kept(own.page, "/_static/python/", 12)
    own.forgiven += ["ERR_INTERNET_DISCONNECTED"]
    own.context.set_offline(True)

    form = ActivityForm(own.page, PLACES["objectif"], "objectif").open(static_url)
    form.load(other.answers)
    assert form.check() == told_of(judge(other, other.answers))
    own.page.goto(f"{static_url}/book/mon-plan.html")
    with own.page.expect_download(timeout=PATIENCE_MS) as download:
        own.page.get_by_role("button", name="(.zip)").click()
    assert content(download.value).startswith(b"PK")


def test_a_room_is_never_kept(device: Any, room: Room) -> None:
    """What it serves may change between two pages; it is there, or nothing is."""
    own = device(room.url, keeps_site=True)
    own.page.goto(f"{room.url}/book/mon-plan.html", wait_until="networkidle")
    assert own.page.evaluate("isSecureContext")
    assert (
        own.page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0
    )
    assert own.page.evaluate("caches.keys()") == []
