"""The workshop's web server: the site, verdicts, hand-ins, and the trainer's page.

Names are loaded when first asked for: the processes that judge are made of this package too, and
start faster without the web framework.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socialise.server.addresses import Addresses, welcome
    from socialise.server.app import create_app
    from socialise.server.room import Room, RoomUnreadable
    from socialise.server.serving import CourseUnopened, PortTaken, serve

__all__ = [
    "Addresses",
    "CourseUnopened",
    "PortTaken",
    "Room",
    "RoomUnreadable",
    "create_app",
    "serve",
    "welcome",
]

_HOMES = {
    "Addresses": "addresses",
    "CourseUnopened": "serving",
    "PortTaken": "serving",
    "Room": "room",
    "RoomUnreadable": "room",
    "create_app": "app",
    "serve": "serving",
    "welcome": "addresses",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"socialise.server.{_HOMES[name]}"), name)
