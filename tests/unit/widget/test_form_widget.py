"""The widget keeps, judges and hands over; a kernel is not needed to know it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from mini_notebook import CELLS, code

from socialise.form import AnswersFile, Form
from socialise.widget.form_widget import FormWidget
from socialise.widget.released import released_activity

NOW = datetime(2026, 12, 3, 19, 30, tzinfo=UTC)


@pytest.fixture
def form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Form:
    """The form as its cell makes it, in the notebook's folder."""
    return _made(folder, monkeypatch)


def _made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Form:
    monkeypatch.chdir(folder)
    namespace: dict[str, Any] = {}
    exec(released_activity(folder / "mini.ipynb").cells[0].source, namespace)
    form: Form = namespace["mini"]
    return form


class Heard:
    """What the browser receives, by the type of message."""

    def __init__(self, widget: FormWidget, monkeypatch: pytest.MonkeyPatch) -> None:
        self.messages: list[tuple[dict[str, Any], list[bytes]]] = []
        monkeypatch.setattr(widget, "send", self._hear)

    def _hear(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self.messages.append((content, buffers or []))

    def last(self, type: str) -> dict[str, Any]:
        """The last message of that type."""
        return next(m for m, _ in reversed(self.messages) if m["type"] == type)

    @property
    def types(self) -> list[str]:
        """Every type, in order."""
        return [message["type"] for message, _ in self.messages]


@pytest.fixture
def widget(form: Form, folder: Path) -> Iterator[FormWidget]:
    """The widget of that form."""
    widget = FormWidget(form, folder, clock=lambda: NOW)
    yield widget
    widget.close()


@pytest.fixture
def heard(widget: FormWidget, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """The browser's ear."""
    return Heard(widget, monkeypatch)


def _ask(widget: FormWidget, **content: Any) -> None:
    widget._handle_custom_msg(content, [])


def test_each_change_is_in_the_file_then_said_saved(
    widget: FormWidget, heard: Heard, folder: Path
) -> None:
    """« Enregistré » is said of what the file gave back."""
    widget.answers = {"prenom": "Le\u0301a"}
    file = AnswersFile.from_bytes((folder / "mini.json").read_bytes())
    assert file == AnswersFile("01-essai", "mini", {"prenom": "Léa"})
    assert heard.last("saved") == {"type": "saved", "answers": {"prenom": "Léa"}}


def test_the_cells_below_judge_what_was_just_written(widget: FormWidget, form: Form) -> None:
    """They read the same form, and nobody runs its cell again."""
    widget.answers = {"age": "42"}
    assert form["age"] == 42


def test_the_verdicts_are_those_of_the_released_cells(
    widget: FormWidget, heard: Heard, folder: Path
) -> None:
    """None of them has run in the kernel yet."""
    widget.answers = {"prenom": "Léa", "age": "17"}
    expected = released_activity(folder / "mini.ipynb").judge(widget.answers)
    assert widget.verdicts == expected
    assert expected["criteria"][0]["outcome"] == "not_met"
    _ask(widget, type="judge")
    assert heard.last("verdicts")["verdicts"] == expected


def test_what_the_trainer_reads_is_marked_before_any_cell_runs(widget: FormWidget) -> None:
    """The free-text cell is further down."""
    fields = {f["id"]: f for s in widget.schema["sections"] for f in s["fields"]}
    assert fields["histoire"]["graded_by_trainer"] is True


def test_saved_answers_come_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new kernel reads the file."""
    file = AnswersFile("01-essai", "mini", {"prenom": "Léa"})
    (folder / "mini.json").write_bytes(file.to_bytes())
    widget = FormWidget(_made(folder, monkeypatch), folder)
    assert widget.answers == {"prenom": "Léa"}
    widget.close()


def test_a_private_answer_is_refused_and_not_written(
    widget: FormWidget, heard: Heard, folder: Path
) -> None:
    """The module never sends one; whatever does is not believed."""
    widget.answers = {"secret": "marqueur"}
    assert not (folder / "mini.json").exists()
    assert "saved" not in heard.types
    assert "marqueur" not in heard.last("error")["message"]


@pytest.mark.parametrize(
    ("number", "told"),
    [(28, "le disque est plein"), (13, "ce dossier est protégé"), (5, "encore à l'écran")],
)
def test_a_refused_write_is_told_with_its_cure(
    widget: FormWidget, heard: Heard, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """Nothing is said saved, and the answers are still on the screen."""

    def refuse(answers: Any) -> Any:
        raise OSError(number, "No")

    monkeypatch.setattr(widget.store, "keep", refuse)
    widget.answers = {"prenom": "Léa"}
    assert heard.types == ["error"]
    assert told in heard.last("error")["message"]


def test_a_sentence_goes_away_when_its_cause_does(
    widget: FormWidget, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk that was freed must not be told for ever."""
    widget.answers = {"secret": "x"}
    widget.answers = {"prenom": "Léa"}
    assert heard.last("error")["message"] == ""


def test_unreadable_answers_are_kept_under_another_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first new answer must not erase what someone could still mend."""
    (folder / "mini.json").write_text("{ à moitié", "utf-8")
    form = _made(folder, monkeypatch)
    assert form.unread
    widget = FormWidget(form, folder)
    widget.answers = {"prenom": "Léa"}
    assert (folder / "mini.json.ancien").read_text("utf-8") == "{ à moitié"
    assert json.loads((folder / "mini.json").read_bytes())["answers"] == {"prenom": "Léa"}
    widget.close()


def test_without_its_notebook_the_cells_give_the_verdict(
    form: Form, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been renamed; answers are saved and read-outs live all the same."""
    (folder / "mini.ipynb").rename(folder / "autre.ipynb")
    widget = FormWidget(form, folder)
    heard = Heard(widget, monkeypatch)
    widget.answers = {"age": "douze"}
    assert "saved" in heard.types
    assert widget.verdicts["criteria"] == []
    assert [problem["field"] for problem in widget.verdicts["problems"]] == ["age"]
    for type in ("judge", "take_home"):
        _ask(widget, type=type, id="note")
        assert "cellules plus bas" in heard.last("error")["message"]
    widget.close()


def test_a_cell_that_breaks_is_no_verdict(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken tool is told as one, and answers are saved."""
    folder = write([*CELLS, code("casse", "mini.get('age') and 1 / 0")])
    widget = FormWidget(_made(folder, monkeypatch), folder)
    heard = Heard(widget, monkeypatch)
    widget.answers = {"age": "42"}
    assert "saved" in heard.types
    assert "casse" in heard.last("error")["message"]
    assert "verdicts" not in heard.types
    widget.close()


def test_a_finished_thing_comes_as_bytes(widget: FormWidget, heard: Heard) -> None:
    """Its time is the kernel's."""
    widget.answers = {"age": "42"}
    _ask(widget, type="take_home", id="note")
    message, buffers = heard.messages[-1]
    assert message == {"type": "file", "id": "note", "filename": "note.txt"}
    assert buffers == [b"42 2026"]


def test_a_thing_that_lacks_an_answer_says_which(widget: FormWidget, heard: Heard) -> None:
    """And no file comes."""
    _ask(widget, type="take_home", id="note")
    assert heard.last("error")["message"] == "«\u00a0Âge\u00a0»\u00a0: à compléter."
    assert "file" not in heard.types


def test_a_thing_of_no_name_is_told(widget: FormWidget, heard: Heard) -> None:
    """A message from elsewhere breaks nothing."""
    _ask(widget, type="take_home", id="inconnu")
    _ask(widget, type="autre")
    assert "n'a pas pu être préparé" in heard.last("error")["message"]


def test_watchers_are_called_after_each_save(widget: FormWidget, form: Form) -> None:
    """Panels follow the form; one shown again takes the place of the former."""
    seen: list[Any] = []
    widget.watch("carte", lambda: seen.append("ancien"))
    widget.watch("carte", lambda: seen.append(form["prenom"]))
    widget.answers = {"prenom": "Léa"}
    assert seen == ["Léa"]


def test_what_remains_without_a_kernel_is_a_french_sentence(widget: FormWidget) -> None:
    """Saved notebooks show a widget's text where they cannot show the widget."""
    assert repr(widget) == "Vos réponses enregistrées\u00a0: exécutez pour modifier"


CARRYING = """
    from socialise import Carried, Form, Text
    mini = Form("mini", Text("phrase", "Phrase"),
                Carried("nom", "Nom", field=Text("prenom", "Prénom"), source="00-avant/persona"),
                title="Essai", minutes=5)
    mini
"""


def test_a_carried_answer_is_read_in_its_own_notebook_s_file(
    write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lessons lie side by side, as nbgrader lays them."""
    folder = write([code("form-2", CARRYING)])
    (folder.parent / "00-avant").mkdir()
    there = AnswersFile("00-avant", "persona", {"prenom": "Zoé", "autre": "x"})
    (folder.parent / "00-avant/persona.json").write_bytes(there.to_bytes())
    mine = AnswersFile("01-essai", "mini", {"phrase": "Pour Zoé", "nom": "Paul"})
    (folder / "mini.json").write_bytes(mine.to_bytes())
    widget = FormWidget(_made(folder, monkeypatch), folder, clock=lambda: NOW)
    kept = AnswersFile.from_bytes((folder / "mini.json").read_bytes()).answers
    widget.close()
    assert widget.answers == kept == {"phrase": "Pour Zoé", "nom": "Zoé"}
