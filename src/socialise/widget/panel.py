"""A part of a notebook that follows the form: a title, and what stands under it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from xml.etree import ElementTree

import ipywidgets

from socialise import words
from socialise.form import Form
from socialise.form.panel import Preview, WhatIf
from socialise.words.interface import phrase

__all__ = ["Panel", "alternative", "paragraph"]


class Panel(ipywidgets.VBox):
    """What `shown` offers, drawn again by `refresh` at each save of the form."""

    def __init__(self, shown: Preview | WhatIf) -> None:
        self.form: Form = shown.form
        self.label = shown.label
        self._text = repr(shown)
        self._heading = ipywidgets.HTML(f"<h2>{escape(shown.label)}</h2>")
        super().__init__([self._heading])
        self.add_class("so-panel")

    def __repr__(self) -> str:
        """What remains of it where there is no kernel."""
        return self._text

    def add(self, *parts: ipywidgets.Widget) -> None:
        """Put these under the title."""
        self.children = (self._heading, *parts)

    def refresh(self) -> None:
        """Draw again from the form's answers."""
        raise NotImplementedError

    def unless_missing(self, draw: Callable[[], None], wait: Callable[[str], None]) -> None:
        """Draw; or wait, saying in French what is to be completed first, or what is broken."""
        try:
            draw()
        except (words.Missing, words.Unreadable) as absent:
            wait(words.quebec_typography(str(absent)))
        except Exception as error:  # the author's function may raise anything
            wait(phrase("panel.broken", cause=f"{type(error).__name__}: {error}"))


def paragraph(text: str) -> str:
    """A sentence as HTML."""
    return f"<p>{escape(text)}</p>"


def alternative(svg: bytes) -> str:
    """The words that stand for a picture: its title and its description."""
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    return "\n".join(text for tag in ("title", "desc") if (text := root.findtext(f"{space}{tag}")))
