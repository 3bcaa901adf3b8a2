"""What judges an activity away from its notebook: its released cells and its form's schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from socialise.course.source import released_activity

FORMAT = "socialise-activity"
VERSION = 1


def read_bundle(path: Path) -> dict[str, Any]:
    """The bundle of `exercises/<lesson>/<activity>.ipynb` (docs/formats.md).

    Made from the release, never from the source: no solution and no hidden criterion can be in it.
    """
    activity = released_activity(path)
    schema = activity.schema()
    return {
        "format": FORMAT,
        "version": VERSION,
        "lesson": activity.lesson,
        "activity": activity.name,
        "title": schema["title"],
        "minutes": schema["minutes"],
        "cells": [
            {"id": cell.id, "role": cell.role, "points": cell.points, "source": cell.source}
            for cell in activity.cells
        ],
        "schema": schema,
    }
