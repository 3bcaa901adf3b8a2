"""A thing on paper: alone in a PDF of its own, or among others in one document."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from socialise.export.pdf.paper import Paper
    from socialise.export.reading import Answers

__all__ = ["Page"]

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """How answers become a page. Called with a form and the time, gives the bytes of its PDF.

    `kind` stands at the top of the page; `read` makes of a form what is drawn, and raises
    words.Missing when nothing was answered; `title` names the document. The module `drawn_by`, of
    this folder, has `draw(paper, thing)`; it is imported with the first page, for it is heavy.
    """

    kind: str
    title: Callable[[Thing], str]
    read: Callable[[Answers], Thing]
    drawn_by: str

    def __call__(self, form: Answers, now: datetime) -> bytes:
        """The PDF. What is not answered is left to complete by hand."""
        from socialise.export.pdf.paper import Paper

        thing = self.read(form)
        paper = Paper(self.title(thing), now)
        self._draw(paper, thing)
        return paper.finished()

    def add_to(self, paper: Paper, form: Answers) -> None:
        """Draw it on the next pages of a document."""
        self._draw(paper, self.read(form))

    def _draw(self, paper: Paper, thing: Thing) -> None:
        module: Any = importlib.import_module(f"socialise.export.pdf.{self.drawn_by}")
        paper.kind = self.kind
        module.draw(paper, thing)
