"""An answer of another activity is judged as if it were asked here, and typed only there."""

from __future__ import annotations

from typing import Any

import pytest

from socialise.form import Carried, Choice, Date, Form, Session, Table, Text, run_with
from socialise.words import Missing, Unreadable

PLAN = [{"date": "2027-02-01", "appel": "Réservez"}, {"date": "bientôt", "appel": "Passez"}]


def form(answers: dict[str, Any]) -> Form:
    """A form that carries a text, a choice, a date and a part of a table."""
    with run_with(Session(answers)):
        return Form(
            "plan",
            Carried("prenom", "Votre persona", field=Text("nom", "Nom"), source="02-a/persona"),
            Carried("fin", "Votre échéance", field=Date("echeance", "Fin"), source="07-b/objectif"),
            Carried(
                "role", "Facebook",
                field=Choice("fb", "Rôle", options={"m": "Un moyen", "n": "Rien"}),
                source="07-b/objectif",
            ),
            Carried(
                "dates", "Vos publications",
                field=Table("publications", "Publications",
                            columns=[Date("date", "Date"), Text("appel", "Appel")]),
                source="03-c/calendrier",
            ),
            Text("phrase", "Votre phrase"),
            title="Plan", minutes=5, anonymous=True,
        )  # fmt: skip


def test_values_are_those_that_the_other_activity_would_read() -> None:
    """Kinds, labels of choices and rows of tables."""
    plan = form({"prenom": " Zoé ", "fin": "2027-03-31", "role": "m", "dates": PLAN})
    assert plan["prenom"] == "Zoé"
    assert plan["fin"].month == 3
    assert [row["appel"] for row in plan["dates"]] == ["Réservez", "Passez"]
    assert plan.rows() == [
        ("Votre persona", "Zoé"),
        ("Votre échéance", "2027-03-31"),
        ("Facebook", "Un moyen"),
        ("Vos publications", "2027-02-01 · Réservez\nbientôt · Passez"),
    ]


def test_what_is_absent_or_unreadable_is_said_by_the_question_of_here() -> None:
    """The learner looks for it under the name that she sees."""
    plan = form({"dates": PLAN})
    with pytest.raises(Missing, match="Votre échéance"):
        _ = plan["fin"]
    with pytest.raises(Unreadable):
        _ = plan["dates"][1]["date"]
    (problem,) = plan.problems()
    assert (problem.field, problem.row, problem.column) == ("dates", 1, "date")


def test_a_wrong_structure_is_refused() -> None:
    """A copy is as little trusted as anything that comes in."""
    assert form({}).check({"prenom": ["x"], "dates": [{"autre": "x"}]}) != []
    assert form({}).check({"prenom": "x", "dates": PLAN}) == []


def test_a_person_s_details_are_told_where_they_are_typed() -> None:
    """Not a second time beside the copy, which cannot be changed here."""
    plan = form({"prenom": "zoe@exemple.test", "phrase": "zoe@exemple.test"})
    assert [notice.field for notice in plan.notices()] == ["phrase"]


def test_the_page_learns_where_the_answer_stands() -> None:
    """Its activity, its field, and how to show it."""
    (section, *_) = form({}).schema("09-plan")["sections"]
    (drawn,) = section["fields"]
    assert drawn["kind"] == "carried"
    assert drawn["source"] == {"lesson": "02-a", "activity": "persona", "field": "nom"}
    assert (drawn["asked"]["kind"], drawn["asked"]["label"]) == ("text", "Votre persona")


def test_a_table_is_carried_in_part() -> None:
    """Its other columns would be refused as unknown."""
    field = form({}).fields["dates"]
    assert isinstance(field, Carried)
    there = [{"date": "2027-02-01", "appel": "Réservez", "mots": "#velo"}, "?"]
    assert field.part(there) == [{"date": "2027-02-01", "appel": "Réservez"}]
    assert field.part(None) is None
