"""The page's Python, in a real browser: same cells, same result, and nothing of anyone else's."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import icalendar
import openpyxl
import pypdf
import pytest
from loopback_site import LoopbackSite

from socialise.course.runtime import RuntimeInfo
from socialise.form import Activity

Bundle = Callable[..., dict[str, Any]]

FORM = (
    "form",
    "formulaire",
    0,
    """
from socialise import Form, Money, Number, Section, Table, Text, Unreadable
fiche = Form("fiche", Section("qui", "Qui est-ce?",
    Text("prenom", "Prénom fictif"), Number("age", "Son âge"), Money("budget", "Son budget"),
    Table("buts", "Ses objectifs", row_name="un objectif", min_rows=1, max_rows=5,
          columns=[Text("enonce", "Objectif")])),
    title="Votre fiche", minutes=5)
fiche
""",
)
NAME = (
    "criterion",
    "prenom",
    1,
    (
        'fiche.criterion("prenom", "Un prénom", points=1, met=lambda: len(fiche["prenom"]) > 1, '
        'seen=lambda: fiche["prenom"], hint="Donnez-lui un prénom. Par exemple\xa0: Nadia.")'
    ),
)
BUDGET = (
    "criterion",
    "budget",
    2,
    (
        'fiche.criterion("budget", "Un budget", points=2, met=lambda: fiche["budget"] > 1000, '
        'seen=lambda: str(fiche["budget"]), hint="Par exemple\xa0: 1\xa0234,50\xa0$.")'
    ),
)
NOW = "2026-12-03T14:30:00-05:00"


def home(id: str, filename: str, *lines: str) -> tuple[str, str, int, str]:
    """A take-home cell whose function has these lines."""
    body = "\n".join(f"    {line}" for line in lines)
    call = f'fiche.take_home("{id}", "À emporter", "{filename}", make)'
    return ("take_home", id, 0, f"def make(form, now):\n{body}\n{call}")


ANSWERS = {
    "complete": {"prenom": "Nadia", "age": "42", "budget": "1 234,50 $", "buts": [{"enonce": "x"}]},
    "empty": {},
    "unreadable": {"prenom": "Zoé", "budget": "douze mille"},
    "decomposed accents": {"prenom": "Zoe\u0301", "budget": "2\u202f000\xa0$"},
    "markup": {"prenom": "<script>alert(1)</script>", "budget": "-5 $"},
}


def test_the_page_gives_the_verdict_that_this_python_gives(python: Any, bundle: Bundle) -> None:
    """What a learner saw is the mark that the trainer gets."""
    given = bundle(FORM, NAME, BUDGET)
    page = python()

    assert page.ask("open", bundle=given)["type"] == "ready"
    for kind, answers in ANSWERS.items():
        answer = page.ask("judge", answers=answers)
        assert answer["type"] == "verdicts", kind
        assert answer["verdicts"] == Activity.from_bundle(given).judge(answers), kind


def test_a_start_asks_its_own_origin_for_the_start_files_alone(
    python: Any, bundle: Bundle, site: LoopbackSite, runtime: RuntimeInfo
) -> None:
    """Thirty phones on a poor network: nothing of a third party, nothing that waits, no noise."""
    page = python()
    page.ask("open", bundle=bundle(FORM, NAME))
    page.ask("judge", answers={"prenom": "Nadia"})

    folder = f"/_static/python/{runtime.digest}/"
    start = ("worker.js", "lock.mjs", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm",
             "python_stdlib.zip", "socialise.zip")  # fmt: skip
    assert sorted(each.path for each in site.served) == sorted(
        ["/index.html", *(folder + name for name in start)]
    )
    assert {urlsplit(url).netloc for url in page.requested if url.startswith("http")} == {
        f"127.0.0.1:{site.port}"
    }
    assert sum(e.sent_bytes for e in site.served if e.path != "/index.html") == runtime.start_bytes
    assert page.seen == []


def test_it_judges_on_plain_http_at_a_name_of_the_rooms_network(
    python: Any, bundle: Bundle, site: LoopbackSite
) -> None:
    """A phone in a workshop has no secure context, hence no crypto.subtle and no service worker."""
    page = python(f"http://atelier.test:{site.port}")

    assert page.page.evaluate("window.isSecureContext") is False
    page.ask("open", bundle=bundle(FORM, NAME))
    verdicts = page.ask("judge", answers={"prenom": "Nadia"})["verdicts"]
    assert [each["outcome"] for each in verdicts["criteria"]] == ["met"]
    assert page.seen == []


def test_it_judges_and_writes_under_a_policy_that_allows_no_evaluated_script(
    python: Any, bundle: Bundle, site: LoopbackSite
) -> None:
    """The workshop's server forbids scripts made of text: learners' text is on its pages."""
    site.policy = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; img-src data:"
    )
    thing = home("rappel", "rappel.ics", "import icalendar; return icalendar.Calendar().to_ical()")
    page = python()
    page.ask("open", bundle=bundle(FORM, NAME, thing))
    assert page.ask("judge", answers={"prenom": "Nadia"})["type"] == "verdicts"
    assert page.file({}, "rappel", NOW)["type"] == "file"
    assert page.seen == []


def test_a_bundle_may_be_an_address_of_the_site(
    python: Any, bundle: Bundle, put: Callable[[str, object], str]
) -> None:
    """The worker gets the bundle while Python starts."""
    page = python()
    assert page.ask("open", bundle=put("fiche.json", bundle(FORM, NAME)))["type"] == "ready"


@pytest.mark.parametrize(
    ("request_", "code", "said"),
    [
        ({"type": "open", "bundle": "/absent.json"}, "open", "404"),
        ({"type": "open", "bundle": "https://ailleurs.example/a.json"}, "open", "other origin"),
        ({"type": "open", "bundle": {"cells": []}}, "open", "KeyError"),
        ({"type": "judge", "answers": {}}, "judge", "no activity is open"),
        ({"type": "toString"}, "toString", "unknown request"),
    ],
    ids=["absent bundle", "foreign bundle", "no bundle", "nothing open", "unknown request"],
)
def test_what_cannot_be_done_is_told(
    python: Any, request_: dict[str, Any], code: str, said: str
) -> None:
    """Each request is answered once, or the page would wait for ever."""
    answer = python().ask(**request_)
    assert (answer["type"], answer["code"]) == ("error", code)
    assert said in answer["message"]


def test_a_broken_cell_is_an_error_and_never_a_verdict(python: Any, bundle: Bundle) -> None:
    """A tool that breaks says nothing of the learner's answers; the next activity still runs."""
    page = python()
    broken = ("setup", "calcul", 0, "1 / 0")

    page.ask("open", bundle=bundle(FORM, broken, NAME))
    answer = page.ask("judge", answers={"prenom": "Nadia"})
    assert (answer["type"], answer["code"]) == ("error", "judge")
    assert "ZeroDivisionError" in answer["message"]
    assert "verdicts" not in answer

    page.ask("open", bundle=bundle(FORM, NAME))
    assert page.ask("judge", answers={"prenom": "Nadia"})["type"] == "verdicts"


@pytest.mark.parametrize(
    "hostile",
    ["'x'.repeat(2_000_000)", "JSON.parse('['.repeat(1_000) + ']'.repeat(1_000))", "null", "7"],
    ids=["two million letters", "a thousand lists", "null", "a number"],
)
def test_no_answer_stops_the_judging_of_the_next(python: Any, bundle: Bundle, hostile: str) -> None:
    """A reload would be the only cure, and nobody would know."""
    page = python()
    page.ask("open", bundle=bundle(FORM, NAME))
    answer = page.page.evaluate(
        f"window.one.ask({{ type: 'judge', answers: {{ prenom: {hostile} }} }})"
    )
    assert answer["type"] in {"verdicts", "error"}
    answer = page.ask("judge", answers={"prenom": "Nadia"})
    assert answer["verdicts"]["criteria"][0]["outcome"] == "met"


def test_a_judge_with_a_newer_one_right_behind_is_skipped(python: Any, bundle: Bundle) -> None:
    """Typing while Python starts must not make the learner wait for verdicts on old text."""
    judge = [{"type": "judge", "answers": {"prenom": name}} for name in ("N", "Na", "Nad")]
    answers = python().ask_all({"type": "open", "bundle": bundle(FORM, NAME)}, *judge)

    assert [each["type"] for each in answers] == ["ready", "skipped", "skipped", "verdicts"]
    assert answers[-1]["verdicts"]["criteria"][0]["seen"] == "Nad"


def test_a_runtime_that_cannot_be_fetched_is_an_error_of_the_start(
    python: Any, bundle: Bundle, site: LoopbackSite
) -> None:
    """The network went away: handing in must still be possible, so the page has to know."""
    site.missing.add("socialise.zip")
    answer = python().ask("open", bundle=bundle(FORM, NAME))
    assert (answer["type"], answer["code"]) == ("error", "start")
    assert "404" in answer["message"]


def test_a_module_that_the_start_leaves_out_is_fetched_at_its_import(
    python: Any, bundle: Bundle, site: LoopbackSite
) -> None:
    """Trimming makes nothing fail: an author may import any of the standard library."""
    uses = ("setup", "reste", 0, "import colorsys, xml.dom.minidom, email.mime.text")
    page = python()
    page.ask("open", bundle=bundle(FORM, uses, NAME))
    assert page.ask("judge", answers={"prenom": "Nadia"})["type"] == "verdicts"
    assert any(each.path.endswith("/stdlib_rest.zip") for each in site.served)


def test_an_import_of_what_nobody_has_is_refused_without_a_request(
    python: Any, bundle: Bundle, site: LoopbackSite
) -> None:
    """Libraries try optional imports: each must not cost an archive."""
    tries = ("setup", "essai", 0, "try:\n    import PIL\nexcept ImportError:\n    pass")
    page = python()
    page.ask("open", bundle=bundle(FORM, tries, NAME))
    asked = len(site.served)
    assert page.ask("judge", answers={"prenom": "Nadia"})["type"] == "verdicts"
    assert len(site.served) == asked


def test_openpyxl_writes_a_workbook_with_live_formulas(python: Any, bundle: Bundle) -> None:
    """The figures that a learner takes home recompute."""
    thing = home(
        "chiffres", "chiffres.xlsx",
        "import io, openpyxl",
        "book = openpyxl.Workbook()",
        "book.active['A1'] = float(fiche['budget'])",
        "book.active['A2'] = '=A1*2'",
        "out = io.BytesIO(); book.save(out); return out.getvalue()",
    )  # fmt: skip
    page = python()
    page.ask("open", bundle=bundle(FORM, thing))
    made = page.file({"budget": "1 234,50 $"}, "chiffres", NOW)

    assert (made["type"], made["filename"]) == ("file", "chiffres.xlsx")
    assert made["mime"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(io.BytesIO(made["bytes"])).active
    assert (sheet["A1"].value, sheet["A2"].value) == (1234.5, "=A1*2")
    assert page.seen == []


def test_fpdf2_writes_a_pdf_with_an_embedded_font_and_without_pillow(
    python: Any, bundle: Bundle
) -> None:
    """A card reads the same on any device; Pillow does not exist in the browser."""
    thing = home(
        "carte", "carte.pdf",
        "from pathlib import Path",
        "import socialise.export.pdf.paper",
        "from fpdf import FPDF",
        "fonts = Path(socialise.export.__file__).parent / 'fonts'",
        "pdf = FPDF(format='letter')",
        "pdf.set_creation_date(now)",
        "pdf.add_font('texte', '', fonts / 'AtkinsonHyperlegibleNext-Regular.ttf')",
        "pdf.add_page(); pdf.set_font('texte', size=14)",
        "pdf.cell(text='Prénom\xa0: ' + fiche['prenom'] + ' — œuvre, 1\u202f234,50\xa0$')",
        "return bytes(pdf.output())",
    )  # fmt: skip
    page = python()
    page.ask("open", bundle=bundle(FORM, thing))
    made = page.file({"prenom": "Zoé"}, "carte", NOW)

    assert (made["type"], made["mime"]) == ("file", "application/pdf")
    [sheet] = pypdf.PdfReader(io.BytesIO(made["bytes"])).pages
    assert "Prénom\xa0: Zoé — œuvre" in sheet.extract_text()
    assert page.seen == []


def test_icalendar_writes_a_calendar_with_its_time_zone(python: Any, bundle: Bundle) -> None:
    """A review at 9 h in Montréal must be at 9 h there."""
    thing = home(
        "rappel", "rappel.ics",
        "from datetime import datetime, timedelta",
        "from zoneinfo import ZoneInfo",
        "import icalendar",
        "event = icalendar.Event()",
        "event.add('uid', 'essai'); event.add('dtstamp', now)",
        "event.add('summary', 'Revoir — ' + fiche['prenom'])",
        "event.add('dtstart', datetime(2026, 12, 3, 9, tzinfo=ZoneInfo('America/Toronto')))",
        "calendar = icalendar.Calendar(); calendar.add('prodid', '-//essai//FR')",
        "calendar.add('version', '2.0'); calendar.add_component(event)",
        "calendar.add_missing_timezones()",
        "return calendar.to_ical()",
    )  # fmt: skip
    page = python()
    page.ask("open", bundle=bundle(FORM, thing))
    made = page.file({"prenom": "Zoé"}, "rappel", NOW)

    assert (made["type"], made["mime"]) == ("file", "text/calendar")
    [event] = icalendar.Calendar.from_ical(made["bytes"]).walk("VEVENT")
    assert str(event["summary"]) == "Revoir — Zoé"
    assert event["dtstart"].dt.isoformat() == "2026-12-03T09:00:00-05:00"
    assert page.seen == []


def test_what_a_file_still_needs_is_told_to_the_learner(python: Any, bundle: Bundle) -> None:
    """An answer that is not there yet is neither a broken tool nor an empty file."""
    thing = home("montant", "montant.txt", "return str(fiche['budget']).encode()")
    page = python()
    page.ask("open", bundle=bundle(FORM, thing))

    answer = page.file({}, "montant", NOW)
    assert (answer["type"], answer["code"]) == ("error", "not_ready")
    assert "NotReady" not in answer["message"]

    assert page.file({"budget": "12 $"}, "montant", NOW)["bytes"] == b"12"
    assert page.file({"budget": "12 $"}, "absent", NOW)["code"] == "take_home"
