"""What criteria most often ask: met, not met, absent, unreadable, and what was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from socialise.form import (
    Check,
    Choice,
    Choices,
    Classify,
    Date,
    Form,
    Number,
    Outcome,
    Percent,
    Ranking,
    Session,
    Table,
    Text,
    checks,
    run_with,
)
from socialise.words import Missing, Unreadable

MET, NOT_MET, TO_CHECK = Outcome.MET, Outcome.NOT_MET, Outcome.A_VERIFIER
KEY = {"page": "moyen", "vente": "fin"}
ORDER = ["a", "b", "c"]
EACH = checks.each("t", 2, lambda row: row["le"].year == 2026, dit=0)


def judged(check: Check, answers: dict[str, Any]) -> tuple[Outcome, str]:
    """The outcome of a check on these answers, and what it tells of them."""
    with run_with(Session(answers)):
        form = Form(
            "essai",
            Text("un", "Un"),
            Text("deux", "Deux"),
            Choice("oui_non", "Oui ou non?", options={"oui": "Oui", "non": "Non"}),
            Text("suite", "La suite", show_if=("oui_non", "oui")),
            Number("n", "Un nombre"),
            Percent("p", "Une part"),
            Percent("q", "L'autre part"),
            Date("d1", "Le début"),
            Date("d2", "La fin"),
            Classify("tri", "Tri", options={"page": "Page", "vente": "Vente"},
                     categories={"moyen": "Moyen", "fin": "Fin"}),
            Ranking("ordre", "Ordre", options={"a": "A", "b": "B", "c": "C"}),
            Choices("coches", "Coches", options={"a": "A", "b": "B", "c": "C"}),
            Table("t", "Une table", columns=[Text("dit", "Dit"), Date("le", "Le")]),
            title="Essai",
            minutes=1,
        )  # fmt: skip
        verdict = form.criterion("c", "Un critère", points=1, met=check, hint="Un exemple.")
    return verdict.outcome, verdict.seen


def row(says: str, day: str = "2026-11-03") -> dict[str, str]:
    return {"dit": says, "le": day}


CASES: list[tuple[str, Check, dict[str, Any], Outcome, str]] = [
    ("long enough", checks.length("un", 2), {"un": "deux mots"}, MET, "2\u00a0mots"),
    ("too short", checks.length("un", 2), {"un": "mot"}, NOT_MET, "1\u00a0mot"),
    ("too long", checks.length("un", 1, 2), {"un": "un deux trois"}, NOT_MET, "3\u00a0mots"),
    ("empty text", checks.length("un", 1), {}, NOT_MET, "0\u00a0mot"),
    (
        "said again",
        checks.length("un", 3, different=2),
        {"un": "bla bla Bla"},
        NOT_MET,
        "3\u00a0mots",
    ),
    (
        "addressed",
        checks.addressed("un"),
        {"un": "Passez jeudi."},
        MET,
        "On y lit «\u00a0passez\u00a0»",
    ),
    ("to nobody", checks.addressed("un"), {"un": "Nous vendons."}, NOT_MET, ""),
    (
        "texts differ",
        checks.different("un", "deux"),
        {"un": "été", "deux": "hiver"},
        MET,
        "été · hiver",
    ),
    (
        "same but for case",
        checks.different("un", "deux"),
        {"un": "Été!", "deux": "ete"},
        NOT_MET,
        "Été! · ete",
    ),
    ("one absent", checks.different("un", "deux"), {"un": "Été"}, NOT_MET, "Été · —"),
    ("nothing found", checks.without("un", lambda t: None, least=2), {"un": "deux mots"}, MET, ""),
    (
        "found",
        checks.without("un", lambda t: "mot", least=1),
        {"un": "mot"},
        NOT_MET,
        "On y lit «\u00a0mot\u00a0»",
    ),
    (
        "absence on too little",
        checks.without("un", lambda t: None, least=2),
        {"un": "mot"},
        NOT_MET,
        "",
    ),
    (
        "all answered",
        checks.answered("un", "oui_non"),
        {"un": "x", "oui_non": "non"},
        MET,
        "2\u00a0réponses sur 2",
    ),
    (
        "one not answered",
        checks.answered("un", "oui_non"),
        {"un": "x"},
        NOT_MET,
        "«\u00a0Oui ou non?\u00a0»\u00a0: à compléter.",
    ),
    ("no word in it", checks.answered("un"), {"un": "12 %"}, NOT_MET, "1\u00a0réponse sur 1"),
    (
        "hidden is not asked",
        checks.answered("oui_non", "suite"),
        {"oui_non": "non"},
        MET,
        "1\u00a0réponse sur 1",
    ),
    (
        "shown is asked",
        checks.answered("oui_non", "suite"),
        {"oui_non": "oui"},
        NOT_MET,
        "«\u00a0La suite\u00a0»\u00a0: à compléter.",
    ),
    ("zero is an answer", checks.answered("n"), {"n": "0"}, MET, "1\u00a0réponse sur 1"),
    ("answered, unreadable", checks.answered("n"), {"n": "deux ou trois"}, TO_CHECK, ""),
    ("sorted", checks.matches("tri", KEY), {"tri": KEY}, MET, "2 sur 2"),
    (
        "half sorted",
        checks.matches("tri", KEY),
        {"tri": {"page": "fin", "vente": "fin"}},
        NOT_MET,
        "1 sur 2",
    ),
    ("not sorted", checks.matches("tri", KEY), {}, NOT_MET, "0 sur 2"),
    ("ordered", checks.matches("ordre", ORDER), {"ordre": ORDER}, MET, "3 sur 3"),
    ("first ones only", checks.matches("ordre", ORDER), {"ordre": ["a", "b"]}, NOT_MET, "2 sur 3"),
    ("more than asked", checks.matches("ordre", ["a"]), {"ordre": ["a", "b"]}, NOT_MET, "1 sur 1"),
    (
        "enough of them",
        checks.matches("tri", KEY, least=1),
        {"tri": {"page": "fin", "vente": "fin"}},
        MET,
        "1 sur 2",
    ),
    ("not enough of them", checks.matches("tri", KEY, least=1), {}, NOT_MET, "0 sur 2"),
    ("in any order", checks.matches("coches", {"a", "b"}), {"coches": ["b", "a"]}, MET, "2 sur 2"),
    (
        "one choice too many",
        checks.matches("coches", {"a", "b"}),
        {"coches": ["a", "b", "c"]},
        NOT_MET,
        "2 sur 2, et 1 de trop",
    ),
    ("no choice", checks.matches("coches", {"a", "b"}), {}, NOT_MET, "0 sur 2"),
    ("near", checks.near("n", 50), {"n": "49,99"}, MET, "49,99"),
    ("far", checks.near("n", 50), {"n": "50,02"}, NOT_MET, "50,02"),
    (
        "near nothing",
        checks.near("n", 50),
        {},
        NOT_MET,
        "«\u00a0Un nombre\u00a0»\u00a0: à compléter.",
    ),
    ("between, at the end", checks.between("n", 1, 5), {"n": "5"}, MET, "5"),
    ("outside", checks.between("n", 1, 5), {"n": "6"}, NOT_MET, "6"),
    ("fits", checks.fits("n", "p", 168), {"n": "2", "p": "2"}, MET, "2 sur 2"),
    ("fits not", checks.fits("n", "p", 168), {"n": "3", "p": "2"}, NOT_MET, "3 sur 2"),
    ("zero fits nothing", checks.fits("n", "p", 168), {"n": "0", "p": "2"}, NOT_MET, "0 sur 2"),
    ("too much room", checks.fits("n", "p", 168), {"n": "3", "p": "169"}, NOT_MET, "3 sur 169"),
    (
        "fits in nothing",
        checks.fits("n", "p", 168),
        {"n": "beaucoup"},
        NOT_MET,
        "«\u00a0Une part\u00a0»\u00a0: à compléter.",
    ),
    ("fits, unreadable", checks.fits("n", "p", 168), {"n": "peu", "p": "2"}, TO_CHECK, ""),
    (
        "unreadable beside zero",
        checks.fits("n", "p", 168),
        {"n": "peu", "p": "0"},
        NOT_MET,
        "peu sur 0",
    ),
    ("adds up", checks.total(["p", "q"], 100), {"p": "80 %", "q": "20"}, MET, "Somme\u00a0: 100"),
    (
        "does not add up",
        checks.total(["p", "q"], 100),
        {"p": "80", "q": "30"},
        NOT_MET,
        "Somme\u00a0: 110",
    ),
    (
        "dates follow",
        checks.ascending("d1", "d2"),
        {"d1": "2026-01-01", "d2": "2026-01-02"},
        MET,
        "2026-01-01, 2026-01-02",
    ),
    (
        "same date",
        checks.ascending("d1", "d2"),
        {"d1": "2026-01-01", "d2": "2026-01-01"},
        NOT_MET,
        "2026-01-01, 2026-01-01",
    ),
    (
        "two rows",
        checks.rows("t", 2, dit=1),
        {"t": [row("a"), row("b")]},
        MET,
        "2\u00a0lignes complètes",
    ),
    (
        "the same row twice",
        checks.rows("t", 2, dit=1),
        {"t": [row("a"), row("A.")]},
        NOT_MET,
        "1\u00a0ligne complète",
    ),
    (
        "a dash is no answer",
        checks.rows("t", 2, by="le", dit=0, le=0),
        {"t": [row("7"), row("—", "2026-12-03")]},
        NOT_MET,
        "1\u00a0ligne complète",
    ),
    (
        "the same by one column",
        checks.rows("t", 2, by="dit", dit=1, le=0),
        {"t": [row("a"), row("A.", "2026-12-03")]},
        NOT_MET,
        "1\u00a0ligne complète",
    ),
    (
        "counted twice",
        checks.rows("t", 2, same=True, dit=1),
        {"t": [row("a"), row("a")]},
        MET,
        "2\u00a0lignes complètes",
    ),
    (
        "one row short",
        checks.rows("t", 1, dit=2),
        {"t": [row("a")]},
        NOT_MET,
        "0\u00a0ligne complète",
    ),
    (
        "no date",
        checks.rows("t", 1, dit=1, le=0),
        {"t": [row("a", "")]},
        NOT_MET,
        "0\u00a0ligne complète",
    ),
    (
        "unreadable date needed",
        checks.rows("t", 1, dit=1, le=0),
        {"t": [row("a", "bientôt")]},
        TO_CHECK,
        "",
    ),
    (
        "unreadable, enough others",
        checks.rows("t", 1, dit=1, le=0),
        {"t": [row("a", "bientôt"), row("b")]},
        MET,
        "1\u00a0ligne complète",
    ),
    (
        "unreadable, short anyway",
        checks.rows("t", 1, le=0, dit=2),
        {"t": [row("a", "bientôt")]},
        NOT_MET,
        "0\u00a0ligne complète",
    ),
    (
        "each row passes",
        EACH,
        {"t": [row("a"), row("b"), row("", "")]},
        MET,
        "2\u00a0lignes sur 2",
    ),
    (
        "one row does not pass",
        EACH,
        {"t": [row("a"), row("b"), row("c", "2027-01-01")]},
        NOT_MET,
        "2\u00a0lignes sur 3",
    ),
    ("too few rows", EACH, {"t": [row("a"), row("?")]}, NOT_MET, "1\u00a0ligne sur 1"),
    ("no row", EACH, {}, NOT_MET, "0\u00a0ligne sur 0"),
    (
        "a row lacks it",
        EACH,
        {"t": [row("a"), row("b", "")]},
        NOT_MET,
        "1\u00a0ligne sur 2",
    ),
    ("a row cannot be read", EACH, {"t": [row("a"), row("b", "bientôt")]}, TO_CHECK, ""),
    (
        "unreadable beside one that does not pass",
        EACH,
        {"t": [row("a", "2027-01-01"), row("b", "bientôt")]},
        NOT_MET,
        "0\u00a0ligne sur 2",
    ),
    (
        "both",
        checks.length("un", 1) & checks.addressed("un"),
        {"un": "Venez"},
        MET,
        "1\u00a0mot · On y lit «\u00a0venez\u00a0»",
    ),
    (
        "one of two",
        checks.length("un", 1) & checks.addressed("un"),
        {"un": "Rien"},
        NOT_MET,
        "1\u00a0mot",
    ),
    (
        "not met beats unreadable",
        checks.near("n", 1) & checks.length("un", 1),
        {"n": "un peu"},
        NOT_MET,
        "un peu · 0\u00a0mot",
    ),
    (
        "unreadable when the rest is met",
        checks.near("n", 1) & checks.length("un", 1),
        {"n": "un peu", "un": "x"},
        TO_CHECK,
        "",
    ),
]


@pytest.mark.parametrize(
    ("check", "answers", "outcome", "seen"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_check_judges_and_tells(
    check: Check, answers: dict[str, Any], outcome: Outcome, seen: str
) -> None:
    """An absent answer is not met, an unreadable one is for a person, and both say why."""
    got, told = judged(check, answers)
    assert got is outcome
    if outcome is not TO_CHECK:
        assert told == seen
    else:
        assert told.startswith("«")


def test_what_the_author_says_was_seen_comes_before_what_the_check_tells() -> None:
    """`seen=` stays the author's."""
    with run_with(Session({"un": "mot"})):
        form = Form("essai", Text("un", "Un"), title="Essai", minutes=1)
        verdict = form.criterion(
            "c", "C", points=1, met=checks.length("un", 1), seen=lambda: "autre chose", hint="H."
        )
    assert verdict.seen == "autre chose"


def unclear() -> bool:
    raise Unreadable("environ", "Par exemple : 3.")


def absent() -> bool:
    raise Missing("Un")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], True),
        ([lambda: True, lambda: True], True),
        ([lambda: True, lambda: False], False),
        ([unclear, lambda: False], False),
        ([unclear, absent], Missing),
        ([unclear, lambda: True], Unreadable),
    ],
)
def test_every_part_holds_and_one_that_fails_decides(
    parts: list[Callable[[], bool]], expected: bool | type[Exception]
) -> None:
    """What is absent or does not pass is known, whatever else cannot be read."""
    if isinstance(expected, bool):
        assert checks.every(*parts) is expected
    else:
        with pytest.raises(expected):
            checks.every(*parts)
