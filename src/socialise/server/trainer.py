"""The trainer's page: the room's door, who handed in what, what to read, what to do next."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from socialise.server import csp
from socialise.server.addresses import svg_qr
from socialise.server.body import read_body
from socialise.server.context import Context
from socialise.server.limits import address_key
from socialise.server.origins import split_host
from socialise.server.pages import Pages
from socialise.server.refusal import Refusal
from socialise.server.room import SESSION_S
from socialise.server.site import TYPES
from socialise.server.tally import tally
from socialise.words import quebec_typography

HOME = "/formateur"
COOKIE = "socialise_formateur"
FORM_LIMIT = 2_000  # bytes: one token
_FOLDER = Path(__file__).with_name("static")
_STATIC = frozenset(path.name for path in _FOLDER.iterdir())


def make_router(context: Context, pages: Pages) -> APIRouter:
    """The routes of the trainer's page; none is part of the API."""
    router = APIRouter(prefix=HOME, include_in_schema=False)

    def is_in(request: Request) -> bool:
        cookie = request.cookies.get(COOKIE, "")
        return context.room.is_session(cookie, context.clock().timestamp())

    def address(request: Request) -> str:
        return context.address or f"http://{request.headers['host']}/"

    async def board() -> dict[str, Any]:
        return await tally(context)

    @router.get("")
    async def home(request: Request) -> Response:
        if not is_in(request):
            return pages.page("entree.html", problem="")
        where = address(request)
        name = split_host(request.headers["host"])
        alone = context.address is None and name is not None and _is_own(name[0])
        return pages.page("formateur.html", address=where, alone=alone, **await board())

    @router.post("/entree")
    async def enter(request: Request) -> Response:
        key = address_key(request.client.host if request.client else "")
        if (seconds := math.ceil(context.tokens.wait_s(key))) > 0:
            text = f"Beaucoup d'essais à partir d'ici. Attendez {seconds} s, puis recommencez."
            return pages.page("entree.html", 429, problem=quebec_typography(text))
        content = await read_body(request, FORM_LIMIT)
        fields = parse_qs(content.decode("utf-8", "replace"), max_num_fields=10)
        if not context.room.is_trainer(fields.get("jeton", [""])[0]):
            context.tokens.spend(key)
            text = (
                "Ce jeton n'est pas celui de la salle. Il est dans le terminal où le serveur a été "
                "lancé, à la ligne « Son jeton »; il a quatre groupes de quatre signes."
            )
            return pages.page("entree.html", 403, problem=quebec_typography(text))
        response = RedirectResponse(HOME, 303)
        response.set_cookie(
            COOKIE,
            context.room.session(context.clock().timestamp()),
            max_age=SESSION_S,
            path=HOME,
            httponly=True,
            samesite="strict",
        )
        return response

    @router.post("/sortie")
    async def leave() -> Response:
        response = RedirectResponse(HOME, 303)
        response.delete_cookie(COOKIE, path=HOME, httponly=True, samesite="strict")
        return response

    @router.get("/tableau")
    async def fragment(request: Request) -> Response:
        if not is_in(request):
            raise Refusal(401, "La séance est finie. Entrez de nouveau le jeton.")
        text = pages.draw("tableau.html", **await board())
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
        headers = {"ETag": tag, "Content-Security-Policy": csp.TRAINER}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(text, headers=headers)

    @router.get("/affiche")
    async def poster(request: Request) -> Response:
        if not is_in(request):
            return RedirectResponse(HOME, 303)
        return pages.page("affiche.html", address=address(request))

    @router.get("/qr.svg")
    async def qr(request: Request) -> Response:
        if not is_in(request):
            raise Refusal(401, "La séance est finie. Entrez de nouveau le jeton.")
        return Response(svg_qr(address(request)), media_type="image/svg+xml")

    @router.get("/{name}")
    async def static(name: str) -> Response:
        if name not in _STATIC:
            return pages.absent()
        return Response(
            (_FOLDER / name).read_bytes(),
            headers={"Content-Type": TYPES[PurePath(name).suffix], "Cache-Control": "no-cache"},
        )

    return router


def _is_own(name: str) -> bool:
    return name in ("localhost", "::1") or name.startswith("127.")
