"""Without any server: the page judges, makes what is taken home, and says how to hand in."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import openpyxl
import pypdf
import pytest
import vobject
from e2e.atelier.activity_form import (
    ActivityForm,
    answers_file,
    content,
    plain,
    score_of,
    told_of,
)
from e2e.atelier.device import Device
from e2e.atelier.journey import PLACES
from e2e.atelier.room import Room
from playwright.sync_api import Browser, Download, expect

Opened = tuple[Device, ActivityForm]
Taken = tuple[ActivityForm, dict[str, Download]]


@pytest.fixture(params=PLACES)
def opened(request: pytest.FixtureRequest, device: Any, static_url: str) -> Opened:
    """An activity's page on the static site, not touched yet."""
    own = device(static_url)
    return own, ActivityForm(own.page, PLACES[request.param], request.param).open(static_url)


def test_python_starts_at_the_first_touch_and_judges_as_the_engine(
    opened: Opened, sets: Any, judge: Any
) -> None:
    """Reading a lesson costs nobody six megabytes; touching a field brings the page's judge."""
    own, form = opened
    own.page.wait_for_load_state("networkidle")
    assert not [url for url in own.addresses if "/_static/python/" in url]
    with own.page.expect_request("**/_static/python/*/worker.js"):
        form.section.locator("input:visible, textarea:visible").first.focus()
    for number in ("01", "61"):
        one = sets[f"{form.activity}/{number}"]
        form.load(one.answers)
        verdicts = judge(one, one.answers)
        assert form.check() == told_of(verdicts)
        assert form.score == score_of(verdicts)


def test_handing_in_is_sending_a_file(opened: Opened, sets: Any) -> None:
    """The page says what to do, offers nothing that needs a room, and the file is the answers."""
    _, form = opened
    one = sets[f"{form.activity}/01"]
    form.load(one.answers)
    assert form.hand_in_button.count() == 0
    expect(form.section.locator(".so-device")).to_contain_text(
        "Pour remettre votre travail, téléchargez vos réponses et envoyez le fichier"
    )
    download = form.take("Télécharger mes réponses")
    assert download.suggested_filename == f"{one.activity}.json"
    sent = json.loads(content(download))
    assert sent == json.loads(answers_file(one.lesson, one.activity, one.answers))


def test_once_python_is_there_the_network_may_go(
    device: Any, static_url: str, sets: Any, judge: Any
) -> None:
    """Where no site can be kept: a verdict without network; what is not there to make a file says
    so, and works later."""
    own = device(static_url)
    form = ActivityForm(own.page, PLACES["roi"], "roi").open(static_url)
    one = sets[f"{form.activity}/01"]
    form.load(one.answers)
    form.check()
    own.forgiven += ["ERR_INTERNET_DISCONNECTED"]
    own.context.set_offline(True)
    asked = len(own.asked)
    field, value = "marge", "cent quarante"
    form.fill({field: value})
    answers = {key: each for key, each in (one.answers | {field: value}).items() if each}
    assert form.check() == told_of(judge(one, answers))
    assert [each.url for each in own.asked[asked:]] == []
    form.fill({field: one.answers[field]})
    form.check()
    thing = form.section.locator(".so-take-home button").first
    thing.click()
    note = form.section.locator(".so-verdict + .so-note")
    expect(note).to_contain_text("Le fichier n'a pas pu être préparé pour l'instant.")
    own.context.set_offline(False)
    with own.page.expect_download():
        thing.click()


# What is taken home, read by others than those who wrote it.


@pytest.fixture(scope="module")
def taken(browser: Browser, static_url: str, sets: Any) -> Iterator[dict[str, Taken]]:
    """Everything that the three activities give, made by the page's Python."""
    from e2e.atelier.device import open_device

    with open_device(browser, static_url) as own:
        found = {}
        for activity, lesson in PLACES.items():
            page = own.context.new_page()
            own.watch(page)
            form = ActivityForm(page, lesson, activity).open(static_url)
            form.load(sets[f"{activity}/01"].answers)
            form.check()
            found[activity] = form, form.downloads()
        yield found


def text_of_pdf(download: Download) -> str:
    """As poppler reads it, without the spaces that lines make."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(download.path()), "-"], check=True, capture_output=True
    )
    return packed(done.stdout.decode())


def packed(text: str) -> str:
    """A text without its spaces, which a page's lines change."""
    return re.sub(r"\s+", "", plain(text)).replace("’", "'")


def texts(answers: Any) -> list[str]:
    """Every text that was typed."""
    if isinstance(answers, str):
        return [answers]
    inside = answers.values() if isinstance(answers, dict) else answers
    return [text for each in inside for text in texts(each)]


def test_the_persona_s_card_says_what_was_typed(taken: dict[str, Taken], sets: Any) -> None:
    """One page of Letter paper, and a picture: both with the person's own words."""
    answers = sets["persona/01"].answers
    _, files = taken["persona"]
    assert set(files) == {"carte-persona.pdf", "carte-persona.svg", "persona.json"}
    pdf = pypdf.PdfReader(io.BytesIO(content(files["carte-persona.pdf"])))
    assert len(pdf.pages) <= 2
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [612, 792]
    drawing = ElementTree.fromstring(content(files["carte-persona.svg"]))
    seen = packed("".join(drawing.itertext()))
    read = text_of_pdf(files["carte-persona.pdf"])
    for key in ("prenom", "situation", "objectifs", "obstacles", "declencheurs", "lieux"):
        for value in answers[key] if isinstance(answers[key], list) else [answers[key]]:
            typed = value if isinstance(value, str) else (value.get("enonce") or value["lieu"])
            assert packed(typed) in read
            assert packed(typed) in seen


def test_the_objective_s_page_and_calendar_agree(taken: dict[str, Taken], sets: Any) -> None:
    """Its numbers on paper; its dates in two calendar libraries."""
    answers = sets["objectif/01"].answers
    _, files = taken["objectif"]
    assert set(files) == {"objectif.pdf", "objectif.ics", "objectif.json"}
    read = text_of_pdf(files["objectif.pdf"])
    for key in ("public", "reaction", "mesure", "base", "cible", "responsable", "objectif"):
        assert packed(answers[key]) in read
    assert packed("31 mars 2027") in read
    wanted = [date(2027, 1, 15), date(2027, 2, 15), date(2027, 3, 31)]
    calendar = content(files["objectif.ics"])
    first = [
        event.decoded("dtstart") for event in icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    ]
    second = vobject.readOne(calendar.decode())
    assert first == wanted
    assert [event.dtstart.value for event in second.vevent_list] == wanted
    summaries = [plain(event.summary.value) for event in second.vevent_list]
    assert summaries[0] == "Point de suivi : le nombre d'inscriptions"
    assert "de 110 à 180 inscriptions" in summaries[2]


@pytest.mark.office
def test_libreoffice_recomputes_what_the_page_says(taken: dict[str, Taken], tmp_path: Path) -> None:
    """The read-outs of the page are the spreadsheet's own formulas' values, computed afresh."""
    form, files = taken["roi"]
    assert set(files) == {"rendement.xlsx", "roi.json"}
    book = openpyxl.load_workbook(io.BytesIO(content(files["rendement.xlsx"])))
    assert isinstance(book["Vos chiffres"]["B22"].value, str)  # a formula
    book.save(tmp_path / "rendement.xlsx")  # without the values that were written beside
    soffice = shutil.which("soffice")
    assert soffice is not None, "libreoffice-calc-nogui n'est pas installé"
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "fait"),
         str(tmp_path / "rendement.xlsx")],
        check=True, capture_output=True,
    )  # fmt: skip
    computed = openpyxl.load_workbook(tmp_path / "fait" / "rendement.xlsx", data_only=True)

    def percent(value: Any) -> str:
        return f"{value * 100:.1f} %".replace(".", ",")

    own, compared = computed["Vos chiffres"], computed["Comparaison"]
    week, month, year = (round(compared[cell].value) for cell in ("B12", "C12", "D12"))
    shown = {
        id: plain(form.field(id).locator("output").text_content())
        for id in ("roi_sans", "roi_avec", "roas", "cumul", "par_demande", "roi_b")
    }
    assert shown == {
        "roi_sans": percent(own["B22"].value),
        "roi_avec": percent(own["B23"].value),
        "roas": f"{compared['D15'].value:.2f}".replace(".", ","),
        "cumul": f"{week} $ après une semaine, {month} $ après un mois, {year} $ après un an"
        .replace("-", "−"),
        "par_demande": f"{own['B25'].value * 60:.0f} min par demande",
        "roi_b": percent(own["C23"].value),
    }  # fmt: skip


def test_what_was_typed_is_in_no_formula(taken: dict[str, Taken]) -> None:
    """The name of the action is a text of the workbook."""
    _, files = taken["roi"]
    sheet = openpyxl.load_workbook(io.BytesIO(content(files["rendement.xlsx"])))["Vos chiffres"]
    assert (sheet["B5"].value, sheet["B5"].data_type) == ("Publication mise de l'avant", "s")


def test_the_trainer_takes_the_files_that_were_sent(
    taken: dict[str, Taken], room: Room, sets: Any, tmp_path: Path
) -> None:
    """A folder of downloaded answers, by `socialise collect`."""
    for activity, (_, files) in taken.items():
        files[f"{activity}.json"].save_as(tmp_path / f"{activity}.json")
    said = room.socialise("collect", str(tmp_path), "--learner", "envoi-1")
    assert "3 reçus, 0 à attribuer, 0 refusés" in said
    files_there = room.files()
    for activity, lesson in PLACES.items():
        there = json.loads(files_there[f"submitted/envoi-1/{lesson}/{activity}.json"])
        assert there["answers"] == sets[f"{activity}/01"].answers
