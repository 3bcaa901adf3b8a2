"""What a cell of an activity is, read from its last expression (docs/decisions/001)."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

HIDDEN_NOTE = "# Vérifié à la remise."
_ROLES = {
    "criterion": "criterion",
    "free_text": "free_text",
    "take_home": "take_home",
    "model": "sample",
    "sample": "sample",
}


class UnclearCell(ValueError):
    """A cell whose id or points cannot be read; the text says the fact and the cure."""


@dataclass(frozen=True)
class Described:
    """Role, id, points and label of a cell; the last three where the code names them."""

    role: str
    id: str = ""
    points: float = 0
    label: str = ""


def describe(source: str) -> Described:
    """The role of a code cell. Raises UnclearCell, and SyntaxError for what is not Python.

    The last expression tells: `form.criterion("id", …, points=2)` is a criterion (hidden with
    `hidden=True`), `form.free_text("id", points=3, …)` a free-text item, `form.take_home("id", …)`
    a finished thing, `form.model(…)` and `form.sample(…)` the author's own answers. A cell that
    calls `Form(…)` is the form; any other code is set-up.
    """
    body = ast.parse(source).body
    call = _last_call(body)
    if call is None:
        return Described("form" if _makes_a_form(body) else "setup")
    method, arguments = call
    role = _ROLES[method]
    if role == "sample":
        return Described(role)
    identity = arguments.get("id")
    if not isinstance(identity, str) or not identity:
        raise UnclearCell(f"{method} attend un identifiant écrit en toutes lettres en premier.")
    label = str(arguments.get("label") or "")
    if role == "take_home":
        return Described(role, identity, label=label)
    points = arguments.get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
        raise UnclearCell(f"{method}(« {identity} ») : ajoutez points= avec un nombre.")
    if role == "criterion" and arguments.get("hidden") is True:
        role = "hidden"
    return Described(role, identity, points, label)


def _last_call(body: list[ast.stmt]) -> tuple[str, dict[str, Any]] | None:
    if not body or not isinstance(body[-1], ast.Expr):
        return None
    call = body[-1].value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    if call.func.attr not in _ROLES:
        return None
    arguments = {word.arg: _literal(word.value) for word in call.keywords if word.arg}
    if call.args:
        arguments["id"] = _literal(call.args[0])
        arguments["label"] = _literal(call.args[1]) if len(call.args) > 1 else None
    return call.func.attr, arguments


def _literal(node: ast.expr) -> Any:
    return node.value if isinstance(node, ast.Constant) else None


def _makes_a_form(body: list[ast.stmt]) -> bool:
    calls = (node for part in body for node in ast.walk(part) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "Form" for call in calls)
