"""A finished thing as it stands, while the form is being filled."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from html import escape

import ipywidgets

from socialise import form
from socialise.widget.panel import Panel, alternative, paragraph

__all__ = ["PreviewPanel"]


class PreviewPanel(Panel):
    """The picture that `shown.make` gives of the answers. As an image, nothing in it can run."""

    def __init__(
        self,
        shown: form.Preview,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__(shown)
        self._make = shown.make
        self._clock = clock
        self._picture = ipywidgets.HTML()
        self.add(self._picture)
        self.refresh()

    def refresh(self) -> None:
        self.unless_missing(self._draw, self._wait)

    def _draw(self) -> None:
        svg = self._make(self.form, self._clock())
        source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
        self._picture.value = f'<img src="{source}" alt="{escape(alternative(svg))}">'

    def _wait(self, told: str) -> None:
        self._picture.value = paragraph(told)
