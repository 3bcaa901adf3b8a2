"""The page under every PDF: what it says of itself, and what it does with any text."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from socialise.export.pdf.paper import BODY, INNER, SIDE, Paper, Style


@pytest.fixture
def paper(now: datetime) -> Paper:
    paper = Paper("Un titre", now, kind="Essai")
    paper.leaf()
    return paper


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Élise œuvre à Łódź", "Élise œuvre à Łódź"),
        ("12\u202f$", "12\u00a0$"),
        ("→ ✓ ≥ ≤", "→ ✓ ≥ ≤"),
        ("Zoé 🌸", "Zoé □"),
        ("👩🏽‍🍳🇨🇦 ici", "□ ici"),
        ("𝓑𝓮𝓵𝓵𝓮 ﬁn ①", "Belle fin 1"),
        ("שלום", "□□□□"),
        ("日本", "□□"),
        ("ɛ̃", "□"),
        ("<b>gras</b> **x** {nb} &amp;", "<b>gras</b> **x** {nb} &amp;"),
        ("a\x00b\u200b\ud800c", "abc"),
        ("un\ttab\r\nligne", "un tab\nligne"),
    ],
)
def test_what_the_fonts_lack_is_a_visible_box(paper: Paper, typed: str, drawn: str) -> None:
    """Learner text is text: fancy letters become plain ones, the rest « □ », markup is inert."""
    assert paper.drawable(typed, "text") == drawn


@pytest.mark.parametrize("font", ["text", "strong", "title", "quote"])
def test_every_font_draws_quebec_french(paper: Paper, font: str) -> None:
    """No letter, sign or amount of the course may come out as a box."""
    french = "ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ àâçéèêëîïôùûüÿœæ «\u00a0»… ’'—–-−×÷·•$%€?!;:,.()→✓≤≥½²°№"
    assert paper.drawable(french, font) == french.replace("№", "No")


def test_a_document_says_its_title_its_language_and_its_date(paper: Paper, now: datetime) -> None:
    """A screen reader needs the language, a window the title; the clock is the argument's."""
    paper.block(SIDE, 30, INNER, "Un paragraphe", BODY)
    reader = PdfReader(BytesIO(paper.finished()))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Un titre"
    assert reader.metadata.creation_date == now
    assert root["/Lang"] == "fr-CA"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_tags_follow_the_order_of_what_is_drawn(paper: Paper) -> None:
    """A screen reader reads titles as titles, and skips what only decorates."""
    paper.block(SIDE, 30, INNER, "Titre", BODY, role="H1")
    paper.block(SIDE, 40, INNER, "Un paragraphe", BODY)
    with paper.tagged("Figure", "une flèche"):
        paper.path("M0 0L5 5", 30, 60, line="#000000")
    reader = PdfReader(BytesIO(paper.finished()))
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    kids = [kid.get_object() for kid in document["/K"]]
    assert [kid["/S"] for kid in kids] == ["/H1", "/P", "/Figure"]
    assert kids[-1]["/Alt"] == "une flèche"


def test_pages_are_letter_and_numbered(paper: Paper, pdf_text: Callable[[bytes], str]) -> None:
    """Quebec prints on Letter; one page alone carries no number."""
    paper.leaf()
    content = paper.finished()
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612, 792)
    told = pdf_text(content)
    assert "Fait avec Socialise le 21 novembre 2026" in told
    assert "page 1 de 2" in told
    assert "page 2 de 2" in told


def test_a_text_too_long_is_marked_and_the_foot_says_so(
    paper: Paper, pdf_text: Callable[[bytes], str]
) -> None:
    """Nobody is led to think that the page holds the whole answer."""
    paper.block(SIDE, 30, 40, "mot " * 100, BODY, limit=2)
    told = pdf_text(paper.finished())
    assert "mot …" in told
    assert "réponse abrégée ici, entière dans vos réponses" in told


def test_a_text_that_ends_with_dots_is_not_said_shortened(
    paper: Paper, pdf_text: Callable[[bytes], str]
) -> None:
    """« … » may be the learner's own."""
    paper.block(SIDE, 30, 40, "et puis…", BODY, limit=1)
    assert "abrégée" not in pdf_text(paper.finished())


def test_the_size_shrinks_before_the_text_does(paper: Paper) -> None:
    """A longer answer is set smaller first, and cut only in the smallest size."""
    sizes = [Style(size=size) for size in (20, 10)]
    assert paper.fitting("Court", 60, 10, sizes)[0].size == 20
    style, rows = paper.fitting("Une phrase un peu plus longue que cela", 40, 10, sizes)
    assert style.size == 10
    assert not rows[-1].endswith("…")
    assert paper.fitting("mot " * 100, 40, 10, sizes)[1][-1].endswith("…")


def test_pdfs_are_made_without_pillow() -> None:
    """The browser's Python has no Pillow."""
    script = """
import sys, datetime
sys.modules["PIL"] = None
from socialise.export import persona_card
now = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
assert persona_card.to_pdf({"prenom": "Nadia"}, now).startswith(b"%PDF-")
"""
    subprocess.run([sys.executable, "-c", script], check=True, env=dict(os.environ))
