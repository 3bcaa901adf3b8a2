"""The form in a notebook: drawn by the shared ES module, kept in a file, judged by the kernel."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from socialise import words
from socialise.form import (
    Activity,
    AnswersFile,
    AnswersRefused,
    BrokenActivity,
    Carried,
    Form,
    NotReady,
)
from socialise.widget.answers_store import AnswersStore, NotKept, TooLarge
from socialise.widget.module import LAB, STATIC, notebook_module
from socialise.widget.released import lesson_of, released_activity
from socialise.words.interface import phrase

__all__ = ["FormWidget"]


class FormWidget(anywidget.AnyWidget):
    """Shows a form and its answers; `static/notebook.js` describes traits and messages.

    Each change is kept in `<activity>.json` of `folder` (default: the working directory) and put
    in the form, so that the cells below judge it too. Verdicts are those of the released cells of
    `<activity>.ipynb` in that folder, on the answers alone.
    """

    _esm = notebook_module()
    _css = (STATIC / "form.css").read_text("utf-8") + (LAB / "notebook.css").read_text("utf-8")

    schema = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    verdicts = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        form: Form,
        folder: Path | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self.form = form
        self.clock = clock
        folder = Path.cwd() if folder is None else folder
        self.notebook = folder / f"{form.name}.ipynb"
        self.store = AnswersStore(folder, lesson_of(self.notebook), form.name)
        self._carry()
        self._watchers: dict[str, Callable[[], None]] = {}
        self._unread = bool(form.unread)
        self.activity, drawn = self._open()
        super().__init__(schema=drawn, answers=dict(form.answers))
        with suppress(BrokenActivity):  # told when a verdict is asked for
            self.verdicts = self._message()
        self.observe(self._on_answers, "answers")
        self.on_msg(self._on_message)

    def __repr__(self) -> str:
        """What remains of it where there is no kernel."""
        return phrase("form.reopened")

    def watch(self, name: str, callback: Callable[[], None]) -> None:
        """Call back after each save. The same name again takes the place of the former."""
        self._watchers[name] = callback

    def _carry(self) -> None:
        """Put in the form what the notebooks of other activities hold for it now."""
        found = dict(self.form.answers)
        for field in self.form.fields.values():
            if isinstance(field, Carried):
                path = self.store.folder.parent / f"{field.source}.json"
                with suppress(OSError, AnswersRefused):
                    there = AnswersFile.from_bytes(path.read_bytes()).answers
                    found[field.id] = field.part(there.get(field.field.id))
        found = {key: value for key, value in found.items() if value is not None}
        if found != self.form.answers and not self.form.check(found):
            with suppress(OSError, ValueError, NotKept, TooLarge):
                self.form.answers = self.store.keep(found)

    # -- the activity ----------------------------------------------------------------------------

    def _open(self) -> tuple[Activity | None, dict[str, Any]]:
        """The cells that judge, None when they cannot, and the schema to draw."""
        own = self.form.schema(self.store.lesson)
        try:
            activity = released_activity(self.notebook)
            drawn = activity.schema()
        except BrokenActivity:
            return None, own
        # The notebook's file may be older than the form of the cell, where an author edits it.
        same = _ids(drawn) == _ids(own)
        return (activity, drawn) if same else (None, own)

    def _message(self) -> dict[str, Any]:
        """The verdicts on the answers; without the cells, what the form alone can tell.

        Raises BrokenActivity when a cell fails on these answers.
        """
        if self.activity is not None:
            return self.activity.judge(self.form.answers)
        alone = Activity(self.store.lesson, self.form.name, [])
        message = alone.message(self.form)
        return message | {"criteria": [], "hidden": [], "free_text": [], "take_home": []}

    # -- what the browser says -------------------------------------------------------------------

    def _on_answers(self, change: Any) -> None:
        answers: Mapping[str, Any] = change["new"]
        if problems := self.form.check(answers):
            self._tell("\n".join(problem.text for problem in problems))
            return
        try:
            if self._unread:
                with suppress(FileNotFoundError):
                    self.store.set_aside()
                self._unread = False
            kept = self.store.keep(answers)
        except (OSError, ValueError, NotKept, TooLarge) as refused:
            self._tell(phrase(_cause(refused), name=self.store.path.name))
            return
        self.form.answers, self.form.unread = kept, []
        self.send({"type": "saved", "answers": kept})
        self._tell("")
        self._judge(asked=False)
        for callback in list(self._watchers.values()):
            callback()

    def _on_message(self, widget: Any, content: Mapping[str, Any], buffers: Any) -> None:
        if content.get("type") == "judge":
            self._judge(asked=True)
        elif content.get("type") == "take_home":
            self._take_home(str(content.get("id")))

    def _judge(self, asked: bool) -> None:
        if asked and self.activity is None:
            self._tell(phrase("form.cells_judge"))
            return
        try:
            verdicts = self._message()
        except BrokenActivity as broken:
            self._tell(phrase("form.cells_broken", cause=broken))
            return
        if verdicts == self.verdicts:
            self.send({"type": "verdicts", "verdicts": verdicts})
        else:
            self.verdicts = verdicts

    def _take_home(self, id: str) -> None:
        if self.activity is None:
            self._tell(phrase("form.cells_judge"))
            return
        try:
            name, content = self.activity.take_home(self.form.answers, id, self.clock())
        except NotReady as absent:
            self._tell(str(absent))
        except Exception as error:  # the author's cell may raise anything
            self._tell(phrase("form.no_file", cause=f"{type(error).__name__}: {error}"))
        else:
            self._tell("")
            self.send({"type": "file", "id": id, "filename": name}, [content])

    def _tell(self, text: str) -> None:
        """Show a sentence under the form; the empty one takes the former away."""
        self.send({"type": "error", "message": words.quebec_typography(text)})


def _cause(refused: Exception) -> str:
    """The sentence that says why nothing was kept, and what to do."""
    if isinstance(refused, TooLarge):
        return "form.not_saved_large"
    match getattr(refused, "errno", None):
        case errno.ENOSPC | errno.EDQUOT:
            return "form.not_saved_full"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "form.not_saved_protected"
    return "form.not_saved"


def _ids(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    fields = (field for section in schema["sections"] for field in section["fields"])
    return [(field["kind"], field["id"]) for field in fields]
