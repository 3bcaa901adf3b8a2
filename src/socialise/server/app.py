"""The server as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from socialise.course.course import Course
from socialise.intake.partial import sweep
from socialise.intake.workshop import Workshop
from socialise.server import trainer
from socialise.server.api import make_router
from socialise.server.board import Board
from socialise.server.context import Clock, Context
from socialise.server.guard import Guard
from socialise.server.handlers import tell_refusal, tell_shape
from socialise.server.judges import LIMIT_S, Judges
from socialise.server.learners import Learners
from socialise.server.origins import Origins
from socialise.server.pages import Pages
from socialise.server.room import Room
from socialise.server.site import Site
from socialise.words import quebec_typography


def local_now() -> datetime:
    """The time, with this machine's zone."""
    return datetime.now().astimezone()


def create_app(
    course: Course,
    workshop: Workshop,
    site: Path | None,
    *,
    room_name: str,
    clock: Clock = local_now,
    names: Iterable[str] = (),
    address: str | None = None,
    judges: int | None = None,
    limit_s: float = LIMIT_S,
) -> FastAPI:
    """The server of one workshop.

    `site` is the built book (`_build/html`), None where there is none. `names` are the names
    besides the machine's own that people reach it by; `address` is the one to show in the room.
    `judges` processes judge at once, `limit_s` seconds each. Raises RoomUnreadable.
    """
    bench = Judges(course.root, count=judges, limit_s=limit_s)
    context = Context(
        course=course,
        workshop=workshop,
        site=site,
        room=Room.of(workshop, room_name),
        learners=Learners(workshop),
        judges=bench,
        board=Board(workshop, bench),
        clock=clock,
        address=address,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(sweep, context.workshop.folder)
        await bench.start()
        try:
            yield
        finally:
            await context.board.stop()
            await bench.stop()

    app = FastAPI(
        title="Socialise : la salle",
        description="Ce que le serveur d'un atelier offre aux pages du cahier : juger des "
        "réponses, les recevoir, rendre la rétroaction. Les réponses sont des données; rien de ce "
        "qu'elles contiennent n'est exécuté. Chaque refus porte « message », une phrase qui dit "
        "l'endroit, le fait et le remède.",
        version="1",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        exception_handlers={
            HTTPException: tell_refusal,
            RequestValidationError: tell_shape,
        },
    )
    app.state.context = context
    pages = Pages(context)
    routers = (make_router(context), trainer.make_router(context, pages))
    for router in routers:
        app.include_router(router)
    files = Site(site, room_name, pages.absent) if site is not None else None

    async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
        """Whatever no route above took: a file of the site, or a refusal."""
        path, method = scope["path"], scope["method"]
        others = _methods((*app.routes, *routers[0].routes, *routers[1].routes), scope)
        if method not in ("GET", "HEAD") or others:
            allowed = ", ".join(sorted(others or {"GET", "HEAD"}))
            raise HTTPException(405, headers={"Allow": allowed})
        if path == "/api" or path.startswith("/api/"):
            raise HTTPException(404)
        await (files or pages.absent())(scope, receive, send)

    app.mount("/", elsewhere)
    app.add_middleware(Guard, origins=Origins(names))
    _typeset(app)
    return app


def _methods(routes: Iterable[BaseRoute], scope: Scope) -> set[str]:
    """The methods that the routes at this path take."""
    found: set[str] = set()
    for route in routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.PARTIAL:
            found |= route.methods or set()
    return found


def _typeset(app: FastAPI) -> None:
    """Quebec's spaces in every sentence of /openapi.json."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _typeset_all(make())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _typeset_all(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: quebec_typography(each)
            if key in ("description", "summary") and isinstance(each, str)
            else _typeset_all(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_typeset_all(each) for each in value]
    return value
