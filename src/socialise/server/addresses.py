"""Where the room is: its addresses, and what is shown to those who come in."""

from __future__ import annotations

import io
import ipaddress
from dataclasses import dataclass

import segno

from socialise.server.origins import machine_addresses
from socialise.server.room import Room
from socialise.words import quebec_typography

QR_MARGIN = 2  # modules; a terminal and a page have a margin of their own


@dataclass(frozen=True)
class Addresses:
    """The addresses of a running server, without a final slash; the first is the one to show.

    `open_to_room` is false when only this machine can reach it.
    """

    all: tuple[str, ...]
    open_to_room: bool

    @property
    def learner(self) -> str:
        """Where learners go."""
        return f"{self.all[0]}/"

    @property
    def trainer(self) -> str:
        """Where the trainer goes."""
        return f"{self.all[0]}/formateur"

    @classmethod
    def of(cls, host: str, port: int, names: tuple[str, ...] = ()) -> Addresses:
        """The addresses of a server that listens to `host` and `port`; configured names first."""
        everywhere = host in ("", "0.0.0.0", "::")
        found = machine_addresses() if everywhere else [host]
        if host in ("", "0.0.0.0"):
            found = [each for each in found if ":" not in each]
        hosts = [*names, *found] or ["127.0.0.1"]
        reachable = bool(found) if everywhere else not _is_loopback(host)
        return cls(tuple(f"http://{_bracketed(each)}:{port}" for each in hosts), reachable)


def welcome(addresses: Addresses, room: Room, workshop: str) -> str:
    """What the terminal shows once the server is ready: addresses, QR code, code and token.

    `workshop` is the folder where hand-ins go, as the person knows it.
    """
    lines = [f"La salle « {room.name} » est ouverte.", ""]
    lines.append(f"  Adresse de la salle : {addresses.learner}")
    lines += [f"  aussi : {each}/" for each in addresses.all[1:]]
    lines.append(f"  Code de la salle : {room.code}")
    lines.append("")
    if addresses.open_to_room:
        lines += [terminal_qr(addresses.learner)]
    else:
        lines += [
            "  Seul cet appareil peut l'ouvrir. Pour l'ouvrir aux téléphones de la salle, lancez",
            "  HOST=0.0.0.0 make atelier.",
            "",
        ]
    lines.append(f"  Page de la personne qui anime : {addresses.trainer}")
    lines.append(f"  Son jeton : {room.token}")
    lines.append("")
    lines.append(f"  Les remises vont dans {workshop}. Ctrl-C ferme la salle.")
    return quebec_typography("\n".join(lines)) + "\n"


def terminal_qr(address: str) -> str:
    """The QR code of an address, for a terminal: white modules on black, whatever its colours."""
    drawn = io.StringIO()
    segno.make_qr(address, error="m").terminal(drawn, border=QR_MARGIN, compact=True)
    return "".join(f"\x1b[97;40m{line}\x1b[0m\n" for line in drawn.getvalue().splitlines())


def svg_qr(address: str) -> str:
    """The QR code of an address, as an SVG file: ink on white, whatever the page's colours."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", scale=8, border=4, dark="#1F2A37", light="#FFFFFF", xmldecl=False
    )
    return drawn.getvalue().decode()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
