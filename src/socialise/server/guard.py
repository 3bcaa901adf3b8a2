"""What stands before every page: who may ask, what every answer carries, what is written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from socialise.server import csp
from socialise.server.origins import Origins, same_place
from socialise.server.worker import cause
from socialise.words import quebec_typography

ACCESS = logging.getLogger("socialise.server.access")
TROUBLE = logging.getLogger("socialise.server")

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
TRAINER = "/formateur"
PATH_LOGGED = 200  # characters

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
}


class Guard:
    """The outermost layer: refuses other sites' requests, adds the security headers, keeps the
    access log, and tells in French when something of ours breaks.

    The log has the method, the path, the status, the time taken and the size: no query, no body,
    no header, no address of a person.
    """

    def __init__(
        self, app: ASGIApp, origins: Origins, now_s: Callable[[], float] = time.perf_counter
    ) -> None:
        self._app = app
        self._origins = origins
        self._now_s = now_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began_s = self._now_s()
        told: dict[str, Any] = {"status": 0, "bytes": 0}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                _complete(MutableHeaders(raw=message.setdefault("headers", [])))
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            refusal = self._refusal(scope)
            await (refusal or self._app)(scope, receive, send_guarded)
        except Exception as error:
            # Not raised further: the web server would write the exception's text, and answers
            # may be in it.
            TROUBLE.error("not answered", extra={"path": _path(scope), "cause": cause(error)})
            if not told["status"]:
                await _BROKEN(scope, receive, send_guarded)
        finally:
            ACCESS.info(
                "answered",
                extra={
                    "method": scope["method"],
                    "path": _path(scope),
                    "ms": round((self._now_s() - began_s) * 1000, 1),
                    **told,
                },
            )

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        reached = (scope.get("server") or ("", 0))[0]
        if len(hosts) != 1 or not self._origins.knows(hosts[0], reached):
            return _refused(
                421,
                "Ce serveur ne répond pas à ce nom. Prenez l'adresse que la salle affiche, ou "
                "donnez ce nom au serveur quand vous le lancez.",
            )
        if self._foreign(scope, headers, hosts[0]):
            return _refused(
                403,
                "Cette demande vient d'un autre site. Ouvrez la page de l'activité à l'adresse "
                "que la salle affiche, puis recommencez.",
            )
        return None

    @staticmethod
    def _foreign(scope: Scope, headers: Headers, host: str) -> bool:
        """Whether a page of another site asks, for something that such pages may not have."""
        path, safe = scope["path"], scope["method"] in SAFE_METHODS
        api = path == "/api" or path.startswith("/api/")
        if safe and not api:
            return False
        # Browsers say it on secure origins only; elsewhere Origin must do.
        if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return True
        origin = headers.get("origin")
        if origin is None:
            return False  # not a page: a command, or a browser's GET
        if origin == "null" and not api:
            # What a browser sends with a form of ours, because of our Referrer-Policy. The
            # trainer's cookie is SameSite=Strict: another site's form comes without it.
            return not path.startswith(TRAINER)
        return not same_place(origin, host)


def _complete(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", csp.API)
    headers.setdefault("Cache-Control", "no-store")


def _path(scope: Scope) -> str:
    return str(scope["path"])[:PATH_LOGGED]


def _refused(status: int, text: str) -> Response:
    return JSONResponse({"message": quebec_typography(text), "problems": []}, status)


_BROKEN = _refused(
    500,
    "Le serveur n'a pas pu répondre : c'est de notre côté, et rien de ce que vous avez écrit n'est "
    "perdu sur cet appareil. Essayez de nouveau; si cela continue, téléchargez vos réponses.",
)
