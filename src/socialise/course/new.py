"""A starting point for an activity, which already passes the course's gates."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATE = Path(__file__).with_name("activity.md.tmpl")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


class ActivityRefused(ValueError):
    """An activity that cannot be created; the text says why, and what would do."""


def new_activity(root: Path, name: str, title: str = "") -> Path:
    """Write `solutions/<lesson>/<activity>.md`; gives its path from the root.

    Raises ActivityRefused for a name that is not LESSON/ACTIVITY, or that is taken.
    """
    if not _NAME.match(name):
        raise ActivityRefused(
            f"« {name} » : le nom attendu est LEÇON/ACTIVITÉ, en minuscules sans accent. "
            "Par exemple : 02-propulsion-ou-ancrage/horaire."
        )
    lesson, activity = name.split("/")
    relative = Path("solutions", lesson, f"{activity}.md")
    if (root / relative).exists():
        raise ActivityRefused(f"{relative} existe déjà. Choisissez un autre nom.")
    content = TEMPLATE.read_text("utf-8")
    for mark, value in {
        "@NOM@": activity,
        "@VARIABLE@": activity.replace("-", "_"),
        "@TITRE@": title or activity.replace("-", " ").capitalize(),
    }.items():
        content = content.replace(mark, value)
    path = root / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return relative
