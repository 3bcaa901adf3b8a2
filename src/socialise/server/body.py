"""The body of a request, never more than its cap in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from socialise.server.refusal import Refusal
from socialise.server.strict_json import NotJson, loads

LIMIT = 1_000_000  # bytes
READING_S = 30.0  # for a whole body: a phone on poor wifi sends 1 MB in less
# A refusal sent while the body still comes is lost with the connection: so much is let through,
# and thrown away, so that the person reads why.
THROWN_AWAY = 8 * LIMIT


async def read_body(request: Request, limit: int = LIMIT) -> bytes:
    """The body. Raises Refusal above `limit` bytes, when it comes too slowly or not whole."""
    parts: list[bytes] = []
    seen = 0
    try:
        async with asyncio.timeout(READING_S):
            async for part in request.stream():
                seen += len(part)
                if seen > limit:
                    parts.clear()
                    if seen > limit + THROWN_AWAY:
                        break
                else:
                    parts.append(part)
    except TimeoutError:
        raise Refusal(408, "Ce message n'arrive pas au complet. Envoyez-le de nouveau.") from None
    except ClientDisconnect:
        raise Refusal(400, "La connexion s'est fermée avant la fin du message.") from None
    if seen > limit:
        raise Refusal(
            413,
            "Ce message dépasse 1 Mo, la limite pour une activité. "
            "Raccourcissez les réponses les plus longues, puis envoyez-les de nouveau.",
        )
    return b"".join(parts)


class JsonRequest(Request):
    """A request whose body is capped and strictly read."""

    async def body(self) -> bytes:
        if not hasattr(self, "_body"):
            kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
            content = await read_body(self)
            if self.method in ("POST", "PUT", "PATCH") and kind != "application/json":
                raise Refusal(
                    415,
                    "Ce message ne dit pas qu'il est en JSON. "
                    "Ajoutez l'en-tête Content-Type: application/json.",
                )
            self._body = content
        return self._body

    async def json(self) -> Any:
        try:
            return loads(await self.body())
        except NotJson as problem:
            raise Refusal(400, f"{problem} Envoyez les réponses de nouveau.") from None


class JsonRoute(APIRoute):
    """A route whose handler receives a JsonRequest."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(JsonRequest(request.scope, request.receive))

        return handle
