"""How often something may be tried."""

from __future__ import annotations

import pytest

from socialise.server.limits import KEYS_LIMIT, Allowance, address_key


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_is_spent_then_fills_up_again() -> None:
    """Three at once, then one every ten seconds; never more than three."""
    clock = Clock()
    allowance = Allowance(3, 10.0, clock)
    for _ in range(3):
        assert allowance.wait_s("a") == 0
        allowance.spend("a")
    assert allowance.wait_s("a") == pytest.approx(10)
    assert allowance.wait_s("b") == 0
    clock.now += 10
    assert allowance.wait_s("a") == 0
    allowance.spend("a")
    clock.now += 1000
    for _ in range(3):
        allowance.spend("a")
    assert allowance.wait_s("a") > 0


def test_many_addresses_do_not_fill_the_memory() -> None:
    """Those whose allowance is whole again are forgotten."""
    clock = Clock()
    allowance = Allowance(3, 1.0, clock)
    for number in range(KEYS_LIMIT):
        allowance.spend(str(number))
    clock.now += 10
    allowance.spend("one more")
    assert len(allowance._left) == 1


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.168.1.20", "192.168.1.20"),
        ("::ffff:192.168.1.20", "192.168.1.20"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_device_with_many_addresses_is_one(host: str, key: str) -> None:
    """An IPv6 device chooses among 2⁶⁴."""
    assert address_key(host) == key
