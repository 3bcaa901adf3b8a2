"""How every refusal is told: JSON with a French sentence, whoever raised it."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from socialise.form import Problem
from socialise.server.refusal import Refusal

_BY_STATUS = {
    404: "Rien ne se trouve à cette adresse. Voyez /openapi.json pour celles de l'interface.",
    405: "Cette adresse existe, mais pas avec cette méthode. Voyez /openapi.json.",
}
_ELSE = "Cette demande ne peut pas être faite telle quelle. Voyez /openapi.json."


async def tell_refusal(request: Request, error: Exception) -> Response:
    """The answer to a refusal of ours, or of the router."""
    assert isinstance(error, HTTPException)
    if not isinstance(error, Refusal):
        text = _BY_STATUS.get(error.status_code, _ELSE)
        error = Refusal(error.status_code, text, headers=error.headers)
    told = {
        "message": error.message,
        "problems": [problem.to_json() for problem in error.problems],
    }
    return JSONResponse(told, error.status_code, error.headers)


async def tell_shape(request: Request, error: Exception) -> Response:
    """The answer to a message whose shape is not the one described; never repeats what it had."""
    assert isinstance(error, RequestValidationError)
    problems = [Problem(_name(each), _told(each)) for each in error.errors()]
    text = " ".join(problem.text for problem in problems[:3])
    return await tell_refusal(request, Refusal(422, text, problems=problems))


def _name(error: dict[str, Any]) -> str:
    return ".".join(str(part) for part in error["loc"][1:])


def _told(error: dict[str, Any]) -> str:
    name = _name(error)
    if not name:
        return (
            "Un objet JSON est attendu. Par exemple : "
            '{"lesson": "02-propulsion-ou-ancrage", "activity": "persona", "answers": {}}.'
        )
    match error["type"]:
        case "missing":
            return f"Il manque « {name} » dans ce message."
        case "string_type":
            return f"« {name} » doit être un texte."
        case "string_too_long":
            return f"« {name} » dépasse {error['ctx']['max_length']} caractères."
        case "string_pattern_mismatch":
            return (
                f"« {name} » s'écrit en minuscules sans accent, avec des chiffres et des traits "
                "d'union. Par exemple : 02-propulsion-ou-ancrage."
            )
        case "dict_type":
            return f"« {name} » doit être un objet, qui donne chaque réponse par son champ."
    return f"« {name} » n'est pas de la forme attendue."
