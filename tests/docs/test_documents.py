"""What every document promises: links that lead somewhere, paths that exist, French typeset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.documents import DOCUMENTS, ROOT, anchors, links, name, prose, read, section, spans

from socialise.words import quebec_typography

# A path is ours when it starts in a folder of the checkout or in a room of the package.
_FROM = (ROOT, ROOT / "src", ROOT / "src/socialise")
_WRITTEN = ("book", "docs", "exercises", "requirements", "solutions", "src", "tests", "tools")
_ROOMS = tuple(path.name for path in (ROOT / "src/socialise").iterdir() if path.is_dir())
_PATH = re.compile(r"[\w.@-]+(?:/[\w.@-]+)+(?:\.\w+|/)")
# Made by whoever follows the page.
_MADE = {"solutions/07-facebook-j-y-passe-mes-journees/horaire.md"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    """A reader who follows a link finds the page, and the place in it."""
    for link in links(document.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        assert "://" not in target, f"{link}: a document stands without the network"
        place = (document.parent / target).resolve() if target else document
        assert place.exists(), link
        if anchor:
            assert anchor in anchors(place.read_text("utf-8")), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    """A file that moves takes its name in the documents along."""
    for span in spans(document.read_text("utf-8")):
        ours = span.partition("/")[0] in {*_WRITTEN, *_ROOMS, "socialise"}
        if ours and _PATH.fullmatch(span) and span not in _MADE:
            assert any((place / span).exists() for place in _FROM), span


@pytest.mark.parametrize(
    "text", [read("CHANGELOG.md"), section(read("README.md"), "## Pour l'atelier")],
    ids=["CHANGELOG.md", "README.md"],
)  # fmt: skip
def test_french_is_typeset(text: str) -> None:
    """What a trainer reads has Quebec's no-break spaces, here too."""
    for line in prose(text):
        assert line == quebec_typography(line)
