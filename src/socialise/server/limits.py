"""How often something may be tried: an allowance that fills up again with time."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

KEYS_LIMIT = 10_000  # beyond, keys whose allowance is whole are forgotten


class Allowance:
    """For each key, `burst` tries at once, then one more every `every_s` seconds."""

    def __init__(
        self, burst: int, every_s: float, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst = burst
        self.every_s = every_s
        self._now_s = now_s
        self._left: dict[str, tuple[float, float]] = {}  # key → tries left, at this time

    def wait_s(self, key: str) -> float:
        """How many seconds before a try is allowed; 0 when one is."""
        return max(0.0, (1 - self._tries(key)) * self.every_s)

    def spend(self, key: str) -> None:
        """Count one try."""
        if len(self._left) >= KEYS_LIMIT:
            self._left = {
                each: kept for each, kept in self._left.items() if self._tries(each) < self.burst
            }
        self._left[key] = (max(0.0, self._tries(key) - 1), self._now_s())

    def _tries(self, key: str) -> float:
        left, then = self._left.get(key, (float(self.burst), 0.0))
        return min(self.burst, left + (self._now_s() - then) / self.every_s)


def address_key(host: str) -> str:
    """What counts as one address: itself, or the network of an IPv6 one (a device has many)."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    if (mapped := address.ipv4_mapped) is not None:
        return str(mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))
