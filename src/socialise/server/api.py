"""The API of the room: verdicts, pseudonyms, hand-ins, feedback, things to take home."""

from __future__ import annotations

import logging
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from socialise.course.course import UnknownActivity
from socialise.form import AnswersFile, AnswersRefused, NotReady
from socialise.intake.signature import sign
from socialise.server import feedback
from socialise.server.body import JsonRoute
from socialise.server.context import Context
from socialise.server.judges import Broken, Busy, NoSuchThing, TooLong, Unwritten
from socialise.server.learners import RoomFull
from socialise.server.limits import Allowance, address_key
from socialise.server.messages import (
    Answered,
    Health,
    Joined,
    Joining,
    Name,
    Receipt,
    Receipts,
    Refused,
    SignedAnswers,
    TakeHomeAsked,
    Verdicts,
)
from socialise.server.receipts import told_receipts
from socialise.server.refusal import Refusal
from socialise.server.site import OTHER, TYPES

_log = logging.getLogger("socialise.server")

_MEANINGS = {
    400: "Le corps n'est pas du JSON sans ambiguïté (NaN, clé en double, profondeur).",
    401: "Secret absent ou inconnu.",
    403: "Code inconnu, ou demande d'un autre site.",
    404: "Leçon, activité ou chose inconnue.",
    408: "Le corps n'arrive pas.",
    409: "Il manque quelque chose : la phrase dit quoi.",
    413: "Plus de 1 Mo.",
    415: "Le corps n'est pas annoncé en JSON.",
    421: "Ce nom n'est pas celui du serveur.",
    422: "Réponses ou demande qui ne vont pas avec l'activité; chaque endroit est nommé.",
    429: "Trop d'essais : l'en-tête Retry-After dit quand reprendre.",
    500: "L'exercice ne fonctionne pas. Aucune note n'en sort.",
    503: "La salle est trop occupée pour l'instant.",
    507: "Le disque refuse la remise.",
}
_BODY = (400, 403, 408, 413, 415, 421, 422)
_JUDGED = (*_BODY, 404, 500, 503)

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="secret",
    description="Le secret que donne POST /api/learners.",
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def learner_of(request: Request, credentials: Bearer) -> str:
    """Who asks, by the secret. Raises Refusal."""
    context: Context = request.app.state.context
    learner = None
    if credentials is not None:
        learner = await to_thread.run_sync(context.learners.of, credentials.credentials)
    if learner is None:
        raise Refusal(
            401,
            "Cette salle ne vous reconnaît pas sur cet appareil. "
            "Entrez de nouveau le code de la salle.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return learner


Learner = Annotated[str, Depends(learner_of)]


_REFUSED = {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}}


def _refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, which are JSON even where what is given is a file."""
    return {
        status: {"description": _MEANINGS[status], "content": _REFUSED}
        for status in sorted(statuses)
    }


def make_router(context: Context) -> APIRouter:
    """The routes of one server."""
    router = APIRouter(route_class=JsonRoute)

    @router.get(
        "/healthz",
        tags=["Salle"],
        summary="Le serveur est prêt",
        response_model=Health,
        response_description="Prêt.",
        responses={503: {"model": Refused, "description": _MEANINGS[503]}},
    )
    async def health() -> Response:
        if not context.judges.ready:
            raise Refusal(503, "Le serveur s'ouvre. Un instant.", headers={"Retry-After": "1"})
        return JSONResponse({"ready": True})

    @router.post(
        "/api/verdicts",
        tags=["Réponses"],
        summary="Juger des réponses",
        description="Les verdicts des critères visibles. Rien n'est gardé ni écrit au journal.",
        response_model=Verdicts,
        response_description="Les verdicts.",
        responses=_refusals(*_JUDGED),
    )
    async def verdicts(asked: Answered) -> Response:
        file = _file(asked)
        async with _told(context, file):
            return JSONResponse(await context.judges.judge(file))

    @router.post(
        "/api/take-home",
        tags=["Réponses"],
        summary="Faire une chose à emporter",
        description="Le fichier fait à partir des réponses. Rien n'est gardé.",
        response_class=Response,
        responses=_refusals(*_JUDGED, 409)
        | {
            200: {
                "description": "Le fichier, nommé par Content-Disposition.",
                "content": {OTHER: {"schema": {"type": "string", "format": "binary"}}},
            }
        },
    )
    async def take_home(asked: TakeHomeAsked) -> Response:
        file = _file(asked)
        async with _told(context, file):
            try:
                name, content = await context.judges.take_home(file, asked.id, context.clock())
            except NotReady as absent:
                raise Refusal(409, str(absent)) from None
            except NoSuchThing:
                raise Refusal(404, f"Cette activité n'offre pas « {asked.id} ».") from None
        return _attached(name, content, TYPES.get(PurePath(name).suffix.lower(), OTHER))

    @router.post(
        "/api/learners",
        tags=["Salle"],
        status_code=201,
        summary="Entrer dans la salle",
        description="Donne un pseudonyme et son secret. Le secret n'est gardé que haché "
        "(SHA-256 de 256 bits tirés au hasard).",
        response_model=Joined,
        response_description="Le pseudonyme et le secret.",
        responses=_refusals(*_BODY, 429, 503),
    )
    async def join(asked: Joining, request: Request) -> Response:
        address = address_key(request.client.host if request.client else "")
        _wait(context.codes, address, "Trop de codes essayés à partir de cet endroit.")
        _wait(context.newcomers, address, "Beaucoup de personnes entrent en même temps.")
        if not context.room.opens(asked.code):
            context.codes.spend(address)
            raise Refusal(
                403,
                "Ce code n'est pas celui de la salle. Il a six signes, sans voyelle; il est "
                "affiché dans la salle. Par exemple : C4F-7HK.",
            )
        context.newcomers.spend(address)
        try:
            learner, secret = context.learners.register(context.clock())
        except RoomFull:
            raise Refusal(503, "La salle est pleine. Prévenez la personne qui l'anime.") from None
        return JSONResponse({"learner": learner, "secret": secret}, 201)

    @router.post(
        "/api/submissions",
        tags=["Remises"],
        status_code=201,
        summary="Remettre des réponses",
        description="Donne l'accusé de réception. Une nouvelle remise remplace l'ancienne, qui est "
        "gardée; la même remise redonne le même accusé, avec 201 aussi : il existe. Une remise "
        "refusée ne change rien.",
        response_model=Receipt,
        response_description="L'accusé de réception.",
        responses=_refusals(*_JUDGED, 401, 429, 507),
    )
    async def submit(asked: Answered, learner: Learner) -> Response:
        _wait(context.hand_ins, learner, "Beaucoup de remises en peu de temps.")
        context.hand_ins.spend(learner)
        file = _file(asked)
        async with context.lock(learner), _told(context, file):
            receipt = await context.judges.hand_in(context.workshop, learner, file, context.clock())
        return JSONResponse(receipt, 201)

    @router.get(
        "/api/submissions",
        tags=["Remises"],
        summary="Mes remises",
        response_model=Receipts,
        response_description="Les remises.",
        responses=_refusals(401, 403, 421),
    )
    async def submissions(learner: Learner) -> Response:
        listed = await to_thread.run_sync(
            told_receipts, context.workshop, learner, context.judges.titles
        )
        return JSONResponse({"learner": learner, "submissions": listed})

    @router.post(
        "/api/answers-files",
        tags=["Remises"],
        summary="Télécharger ses réponses signées",
        description="Le fichier de réponses avec la marque du serveur : remis plus tard, par "
        "n'importe quel chemin, il sera attribué à la bonne personne.",
        response_model=SignedAnswers,
        response_description="Le fichier signé.",
        responses=_refusals(*_JUDGED, 401),
    )
    async def answers_file(asked: Answered, learner: Learner) -> Response:
        file = _file(asked)
        async with _told(context, file):
            await context.judges.check(file)
        content = await to_thread.run_sync(sign, context.workshop, learner, file)
        return _attached(f"{file.activity}.json", content, TYPES[".json"])

    feedback_refusals = _refusals(401, 403, 404, 421, 422)
    page: dict[int | str, dict[str, Any]] = {
        200: {"description": "La page, où rien ne s'exécute.", "content": {"text/html": {}}}
    }

    @router.get(
        "/api/feedback/{lesson}/{activity}",
        tags=["Remises"],
        summary="La rétroaction d'une activité",
        response_class=HTMLResponse,
        responses=feedback_refusals | page,
    )
    async def feedback_of_activity(lesson: Name, activity: Name, learner: Learner) -> Response:
        if (lesson, activity) not in context.course.keys:
            raise Refusal(404, str(UnknownActivity(lesson, activity)))
        content = await to_thread.run_sync(
            feedback.read, context.workshop, learner, lesson, activity
        )
        if content is None:
            raise Refusal(404, _NOT_PUBLISHED)
        return HTMLResponse(content, headers=feedback.HEADERS)

    @router.get(
        "/api/feedback/{lesson}",
        tags=["Remises"],
        summary="La rétroaction d'une leçon",
        description="Celle de son activité, quand une seule est publiée.",
        response_class=HTMLResponse,
        responses=feedback_refusals | _refusals(409) | page,
    )
    async def feedback_of_lesson(lesson: Name, learner: Learner) -> Response:
        if lesson not in context.course.lessons:
            raise Refusal(404, f"La leçon « {lesson} » n'est pas dans ce cours.")
        found = {
            activity: content
            for one, activity in context.course.keys
            if one == lesson
            and (content := feedback.read(context.workshop, learner, lesson, activity)) is not None
        }
        if not found:
            raise Refusal(404, _NOT_PUBLISHED)
        if len(found) > 1:
            raise Refusal(
                409,
                "Plusieurs rétroactions sont publiées pour cette leçon. Demandez-en une : "
                + ", ".join(f"/api/feedback/{lesson}/{activity}" for activity in found)
                + ".",
            )
        (content,) = found.values()
        return HTMLResponse(content, headers=feedback.HEADERS)

    return router


_NOT_PUBLISHED = (
    "La rétroaction n'est pas encore publiée. Elle le sera quand la personne qui anime l'atelier "
    "aura lu vos réponses."
)


def _file(asked: Answered) -> AnswersFile:
    """The answers, as an answers file holds them. Raises Refusal when it would be too long."""
    written = AnswersFile(asked.lesson, asked.activity, asked.answers).to_bytes()
    try:
        return AnswersFile.from_bytes(written)
    except AnswersRefused as refused:
        raise Refusal(
            413,
            "Ces réponses dépassent 1 Mo une fois en fichier. Raccourcissez les plus longues.",
            problems=refused.problems,
        ) from None


@asynccontextmanager
async def _told(context: Context, file: AnswersFile) -> AsyncIterator[None]:
    """Turn what stops a judge into what is told to the person who asked."""
    try:
        yield
    except UnknownActivity as unknown:
        raise Refusal(404, str(unknown)) from None
    except AnswersRefused as refused:
        raise Refusal.of(refused) from None
    except TooLong:
        _log.warning("too long", extra={"lesson": file.lesson, "activity": file.activity})
        raise Refusal(
            422,
            f"Ces réponses demandent plus de {context.judges.limit_s:g} s de calcul : il a été "
            "arrêté. Raccourcissez les réponses les plus longues, puis recommencez.",
        ) from None
    except Busy:
        raise Refusal(
            503,
            "La salle est très occupée. Vos réponses restent sur cet appareil; recommencez dans "
            "quelques secondes.",
            headers={"Retry-After": "5"},
        ) from None
    except Broken as broken:
        key = (file.lesson, file.activity)
        context.judges.broken[key] = broken.cause
        _log.error(
            "broken activity",
            extra={"lesson": file.lesson, "activity": file.activity, "cause": broken.cause},
        )
        raise Refusal(
            500,
            f"L'exercice « {context.judges.titles.get(key, file.activity)} » ne fonctionne pas "
            "avec ces réponses. Cela ne vient pas de vous : prévenez la personne qui anime "
            "l'atelier. Vos réponses restent sur cet appareil.",
        ) from None
    except Unwritten as unwritten:
        _log.error("hand-in not written", extra={"cause": unwritten.cause})
        raise Refusal(
            507,
            "Le disque de la salle n'a pas pris votre remise; la précédente y est toujours. "
            "Prévenez la personne qui anime l'atelier, et téléchargez vos réponses.",
        ) from None


def _wait(allowance: Allowance, key: str, fact: str) -> None:
    if (seconds := math.ceil(allowance.wait_s(key))) > 0:
        raise Refusal(
            429,
            f"{fact} Attendez {seconds} s, puis recommencez.",
            headers={"Retry-After": str(seconds)},
        )


def _attached(name: str, content: bytes, kind: str) -> Response:
    plain = "".join(sign if sign.isascii() and sign.isprintable() else "_" for sign in name)
    plain = plain.replace('"', "_").replace("\\", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, headers={"Content-Type": kind, "Content-Disposition": disposition})
