"""A part of a form under one title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialise.form.fields import Field


class Section:
    """Fields that are asked together. `help` is read under the title."""

    def __init__(self, id: str, title: str, *fields: Field, help: str = "") -> None:
        self.id = id
        self.title = title
        self.fields = fields
        self.help = help

    def schema(self) -> Mapping[str, Any]:
        """What the ES module needs to draw the section (docs/formats.md)."""
        return {
            "id": self.id,
            "title": self.title,
            "help": self.help,
            "fields": [field.schema() for field in self.fields],
        }
