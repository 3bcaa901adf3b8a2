"""Which names this server answers to, and which pages may call it.

A page of another site can send requests to a server on the reader's own network, and can even
point a name of its own at it (DNS rebinding). So the name asked for must be the server's, and a
page that calls it must come from that very name.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress

_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain"})
_PORTS = {"http": 80, "https": 443}


class Origins:
    """The names of this machine: loopback, its own addresses and name, and those configured."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        own = socket.gethostname().lower().rstrip(".")
        machine = {own, f"{own.partition('.')[0]}.local"} if own else set()
        self.names = _LOCAL_NAMES | machine | {name.lower().rstrip(".") for name in names}

    def knows(self, host: str, reached: str) -> bool:
        """Whether a Host header names this machine. `reached` is the address that took the
        connection, which is the machine's own."""
        split = split_host(host)
        if split is None:
            return False
        name = split[0]
        if name in self.names:
            return True
        with suppress(ValueError):
            address = ipaddress.ip_address(name)
            return address.is_loopback or address in _own_addresses(reached)
        return False


def same_place(origin: str, host: str) -> bool:
    """Whether an Origin header is of the page's own host and port. The scheme may differ: a
    gateway that brings HTTPS speaks HTTP to the server."""
    scheme, separator, rest = origin.partition("://")
    if not separator or scheme not in _PORTS:
        return False
    theirs, ours = split_host(rest), split_host(host)
    if theirs is None or ours is None:
        return False
    port = _PORTS[scheme]
    return (theirs[0], theirs[1] or port) == (ours[0], ours[1] or port)


def split_host(host: str) -> tuple[str, int | None] | None:
    """Name (lower case, no brackets, no final dot) and port of a Host header; None for nonsense."""
    host = host.strip().lower()
    if host.startswith("["):
        name, bracket, rest = host[1:].partition("]")
        if not bracket:
            return None
    else:
        name, colon, port = host.partition(":")
        rest = colon + port
    if not name or any(sign in name for sign in "/@?#\\ ,"):
        return None
    if not rest:
        return name.rstrip("."), None
    digits = rest[1:]
    if rest[0] != ":" or not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        return None
    return name.rstrip("."), int(digits)


def machine_addresses() -> list[str]:
    """The addresses by which others may reach this machine, the likeliest first; may be empty."""
    found: list[str] = []
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        # Connecting a datagram socket sends nothing: it only chooses the way out.
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way_out:
            way_out.connect((far, 9))
            found.append(way_out.getsockname()[0])
    with suppress(OSError):
        for *_, place in socket.getaddrinfo(socket.gethostname(), None):
            found.append(str(place[0]))
    usable = [
        address
        for address in dict.fromkeys(found)
        if not (ip := ipaddress.ip_address(address.partition("%")[0])).is_loopback
        and not ip.is_link_local
        and not ip.is_unspecified
    ]
    return sorted(usable, key=lambda address: ":" in address)


def _own_addresses(reached: str) -> set[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    own = set()
    with suppress(ValueError):
        address = ipaddress.ip_address(reached.partition("%")[0])
        own.add(address)
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            own.add(address.ipv4_mapped)
    return own
