"""An attestation tells a presence, on a page that a person may hang."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from socialise.export.attestation import Attended, lacking, to_pdf

ATTENDED = Attended(
    title="L'atelier de Montréal",
    held_on=date(2026, 12, 1),
    minutes=180,
    trainer="Solange Roy",
    place="Montréal",
    activities=["Votre persona", "Votre objectif"],
)


def test_each_person_has_a_page_of_her_own(now: datetime) -> None:
    """In the order of the list; a page names nobody else, and does not say how many came."""
    names = [f"Personne {place}" for place in range(200)]
    pages = PdfReader(BytesIO(to_pdf(ATTENDED, names, now))).pages
    assert len(pages) == 200
    for place in (0, 7, 199):
        said = pages[place].extract_text()
        assert said.count("Personne ") == 1
        assert f"Personne {place}" in said.replace("\u00a0", " ")
        assert "200" not in said


def test_it_tells_what_is_needed_and_no_mark(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Title, date, length, place, trainer: what one is asked for, and nothing she answered."""
    told = replace(ATTENDED, accreditation="1234-5")
    said = pdf_text(to_pdf(told, ["Nadia Roy"], now))
    for each in (
        "Attestation de participation", "Nadia Roy", "L'atelier de Montréal", "1er décembre 2026",
        "3 heures", "Montréal", "Numéro d'agrément", "1234-5", "Votre persona · Votre objectif",
        "Solange Roy", "Elle ne porte aucune note",
    ):  # fmt: skip
        assert each in said
    assert "point" not in said


@pytest.mark.parametrize(
    ("minutes", "with_meal", "told"),
    [
        (180, False, "3 heures"),
        (60, False, "1 heure"),
        (390, True, "6\u00a0h\u00a030, sans le repas"),
        (45, False, "45\u00a0min"),
    ],
)
def test_the_length_is_that_of_presence(minutes: int, with_meal: bool, told: str) -> None:
    """A meal is no training."""
    attended = replace(ATTENDED, minutes=minutes, with_meal=with_meal)
    assert attended.length.replace("\u00a0heure", " heure") == told


@pytest.mark.parametrize(
    "name", ["Ô", "d'Artagnan", "Łucja Żółć-Nguyễn", "«\u00a0Zoé\u00a0»", "Nom " * 19 + "long"]
)
def test_a_name_stays_whole_on_its_page(name: str, now: datetime) -> None:
    """The type shrinks before the name does."""
    content = to_pdf(replace(ATTENDED, title="Un titre " * 12), [name], now)
    (page,) = PdfReader(BytesIO(content)).pages
    said = "".join(page.extract_text().replace("\u00a0", " ").replace("’", "'").split())
    assert "".join(name.replace("\u00a0", " ").split()) in said
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (792, 612)


def test_a_name_that_our_fonts_lack_is_told() -> None:
    """Nobody hangs a page with a hole in her name."""
    names = [
        "Nadia",
        "王芳",
        "Zoé 🌸",
        "Łucja",
        "d'Artagnan",
        "Trần Thị Mỹ Duyên",
        "Nguyễn Văn Đạt",
    ]
    assert lacking(ATTENDED, names) == ["王芳", "Zoé 🌸"]
    assert lacking(replace(ATTENDED, place="北京"), []) == ["北京"]


def test_a_screen_reader_finds_whose_it_is(now: datetime) -> None:
    """The title first, then the name and the workshop."""
    document = PdfReader(BytesIO(to_pdf(ATTENDED, ["Nadia"], now)))
    kids = document.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    assert [kid.get_object()["/S"] for kid in kids][:4] == ["/H1", "/P", "/H2", "/P"]
