"""The Sphinx extension of the course: its theme, its directives and its French.

It is loaded by `_config.yml`. The site has a theme of its own (`theme/`) instead of Jupyter
Book's default one: that one brings Bootstrap and an icon font of 1.5 MB, a menu that is dead on
a phone, scripts fetched from third parties and English words in its labels. Mending each of
these took more code than a page template.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialise.course.sphinx import (
    activity,
    assets,
    coverage,
    drawing,
    lessons,
    minutes,
    offline,
    page,
    path,
    places,
    quiz,
    rehearsal,
    slides,
    styles,
    typography,
    works,
    worksheets,
)
from socialise.course.sphinx.search import SearchFrenchFolded

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_html_theme("socialise", str(Path(__file__).parent / "theme"))
    app.add_search_language(SearchFrenchFolded)
    app.add_transform(typography.QuebecTypography)
    activity.setup(app)
    assets.setup(app)
    coverage.setup(app)
    drawing.setup(app)
    lessons.setup(app)
    minutes.setup(app)
    offline.setup(app)
    page.setup(app)
    path.setup(app)
    places.setup(app)
    quiz.setup(app)
    rehearsal.setup(app)
    slides.setup(app)
    styles.setup(app)
    works.setup(app)
    worksheets.setup(app)
    return {
        "version": "1",
        "env_version": _version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _version() -> int:
    """A number of this room's code: what another version of it kept from a build is read again.

    Sphinx keeps what our directives found, as objects of our classes; an older one may lack what
    a newer one looks for.
    """
    room = Path(__file__).parents[1]
    code = b"".join(path.read_bytes() for path in sorted(room.rglob("*.py")))
    return zlib.crc32(code)
