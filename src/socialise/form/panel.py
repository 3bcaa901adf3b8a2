"""What a cell offers to explore in a notebook that a kernel answers; elsewhere, its label alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from socialise.form.picture import Picture
from socialise.words.interface import phrase

if TYPE_CHECKING:
    from socialise.form.form import Form


@dataclass(frozen=True)
class Preview:
    """A finished thing as it stands now: `make` gives an SVG file, as for a take-home."""

    form: Form
    label: str
    make: Callable[[Form, datetime], bytes]

    def __repr__(self) -> str:
        return phrase("panel.elsewhere", label=self.label)


@dataclass(frozen=True)
class WhatIf:
    """Figures to move: `plan` gives those of the answers (a domain.Campaign), `draw` a picture."""

    form: Form
    label: str
    plan: Callable[[Form], Any]
    draw: Callable[[Any], Picture]

    def __repr__(self) -> str:
        return phrase("panel.elsewhere", label=self.label)
