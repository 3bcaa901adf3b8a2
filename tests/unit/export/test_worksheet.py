"""A worksheet asks on paper what the page asks, and tells nothing more than the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from socialise.export.worksheet import Around, joined, to_pdf
from socialise.export.worksheet.order import asked_when, copied_from, numbers
from socialise.export.worksheet.paper import Piece, WorksheetPaper, split, together
from socialise.export.worksheet.table import count_of
from socialise.form import Form, Section
from socialise.form.fields import (
    Carried,
    Choice,
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Figure,
    LongText,
    Money,
    Number,
    Percent,
    Ranking,
    Scale,
    Table,
    Text,
)

Reader = Callable[[bytes], str]

FIELDS = [
    (Text("a", "Le nom d'une rue", help="Celle de la boutique."), ["Celle de la boutique."]),
    (LongText("a", "Une histoire", rows=3), []),
    (Number("a", "Combien de clés", unit="clés"), ["clés"]),
    (Number("a", "Une part", minimum=Decimal(1), maximum=Decimal(9)), ["De 1 à 9."]),
    (Money("a", "Une dépense"), ["1 234,50 $"]),
    (Percent("a", "Une marge"), ["12,5 %"]),
    (Date("a", "Le jour J"), ["année", "mois", "jour"]),
    (Duration("a", "Un temps"), ["1 h 30", "min"]),
    (Duration("a", "Une attente", days=True), ["1 jour"]),
    (Choice("a", "Un choix", options={"x": "Le bleu", "y": "Le vert"}), ["Le bleu", "Le vert"]),
    (Choices("a", "Des choix", options={"x": "Le bleu", "y": "Le vert"}), ["Cochez tout"]),
    (Ranking("a", "Un ordre", options={"x": "La pluie", "y": "La neige"}), ["jusqu'à 2"]),
    (Scale("a", "Une note", low="jamais", high="toujours"), ["jamais", "toujours", "5"]),
    (Classify("a", "Un tri", options={"x": "La pluie"}, categories={"m": "Un moyen"}),
     ["La pluie", "Un moyen"]),
    (Classify("a", "Un tri", options={"x": "La pluie"},
              categories={key: f"Tas {key}" for key in "abcdef"}), ["Écrivez la lettre", "Tas f"]),
    (Table("a", "Un tableau", columns=[Text("t", "Quoi"), Date("d", "Quand")]),
     ["Quoi", "Quand", "année-mois-jour"]),
    (Carried("a", "Votre rue", source="02-x/y", field=Text("r", "La rue")), ["À recopier de"]),
    (Computed("a", "Le total", value=lambda form: "12"), ["se calcule dans la page"]),
    (Figure("a", "Votre mois", draw=lambda form: None), ["ce dessin se fait dans la page"]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "told"), FIELDS, ids=lambda each: getattr(each, "kind", ""))
def test_each_kind_of_field_is_asked_and_says_how(
    field: Text, told: list[str], now: datetime, pdf_text: Reader
) -> None:
    """A kind that was forgotten would leave a hole in every sheet that has one."""
    form = Form("essai", field, title="Un essai", minutes=5)
    said = pdf_text(to_pdf(form, now))
    assert field.label in said
    for each in told:
        assert each in said


def test_every_kind_of_field_is_in_this_table() -> None:
    """A kind that joins the form joins the worksheet."""
    from socialise import form

    kinds = {
        thing.kind
        for thing in vars(form).values()
        if isinstance(thing, type) and hasattr(thing, "kind") and hasattr(thing, "has_answer")
    }
    assert {field.kind for field, _ in FIELDS} >= kinds - {None}


def _taught() -> Form:
    """A form with all that must not be on paper."""
    form = Form(
        "rue",
        Section(
            "une", "La rue",
            Choice("bord", "De quel bord?", options={"n": "Au nord", "s": "Au sud"}),
            Text("nord", "Le nom du nord", show_if=("bord", "n")),
            Text("secret", "Ce que vous taisez", private=True, help="Reste sur votre appareil."),
            help="Deux questions sur la rue.",
        ),
        title="Votre rue",
        minutes=12,
    )  # fmt: skip
    form.sample("modèle", bord="n", nord="Rue de la Montagne")
    form.criterion("bord", "Un bord est choisi", points=2, met=lambda: True,
                   hint="Par exemple, le bord ensoleillé.")  # fmt: skip
    form.criterion("cache", "Le bord caché", points=1.5, met=lambda: True, hint="", hidden=True)
    form.free_text("nord", points=3, rubric={0: "Un nom sans rue.", 3: "Une rue qui existe."})
    return form


def test_the_sheet_ends_with_what_is_checked(now: datetime, pdf_text: Reader) -> None:
    """The criteria of the page, with their points; the hidden ones by their points alone."""
    said = pdf_text(to_pdf(_taught(), now, Around("Leçon 2", [1.5])))
    assert "Leçon 2 · environ 12 minutes · 3 questions · 6,5 points" in said
    assert "Un bord est choisi" in said
    assert "2 points" in said
    assert "1 critère de plus est vérifié à la remise (1,5 point)" in said
    assert "lu par la personne qui anime" in said
    assert "jusqu'à 3 points" in said


@pytest.mark.parametrize(
    "kept", ["Montagne", "ensoleillé", "Le bord caché", "Un nom sans rue", "Une rue qui existe"]
)
def test_nothing_that_would_answer_is_on_the_sheet(
    kept: str, now: datetime, pdf_text: Reader
) -> None:
    """No model answer, no hint, no hidden criterion, no rubric."""
    assert kept not in pdf_text(to_pdf(_taught(), now, Around(hidden=[1.5])))


def test_a_question_on_a_condition_says_it(now: datetime, pdf_text: Reader) -> None:
    """On paper nothing hides: whoever is not concerned must be told."""
    form = _taught()
    told = asked_when(form, form.fields["nord"])
    assert told == "Seulement si vous avez répondu « Au nord » à la question 1."
    assert told in pdf_text(to_pdf(form, now))
    assert asked_when(form, form.fields["bord"]) == ""


def test_a_private_question_is_asked_without_a_line(now: datetime, pdf_text: Reader) -> None:
    """The sheet may be handed in: what is private is written elsewhere."""
    said = pdf_text(to_pdf(_taught(), now))
    assert "Ce que vous taisez" in said
    assert "sur un papier que vous gardez" in said
    assert "appareil" not in said


def test_what_is_carried_says_from_which_question() -> None:
    """Whoever holds both sheets finds the answer by its number."""
    there = _taught()
    carried = Carried("rue", "Votre rue", source="02-x/rue", field=Text("nord", "Le nom"))
    assert copied_from(carried, {"02-x/rue": there}) == (
        "À recopier de la feuille « Votre rue », question 2."
    )
    table = Carried(
        "t", "T", source="02-x/rue", field=Table("absent", "T", columns=[Text("c", "C")])
    )
    assert copied_from(table, {"02-x/rue": there}) == (
        "Rien à recopier\u00a0: gardez à côté de vous la feuille « Votre rue »."
    )
    assert copied_from(carried, {}) == "À recopier de l'activité où elle est écrite."


def test_only_what_is_answered_has_a_number() -> None:
    """A trainer says « question 4 »: a line that the page computes is none."""
    form = Form(
        "essai",
        Text("a", "A"),
        Computed("b", "B", value=lambda form: ""),
        Text("c", "C", private=True),
        Text("d", "D"),
        title="Essai",
        minutes=1,
    )
    assert numbers(form) == {"a": 1, "c": 2, "d": 3}


def test_an_example_of_an_amount_is_given_once(now: datetime, pdf_text: Reader) -> None:
    """Eleven amounts do not need eleven examples."""
    fields = [Money(f"m{place}", f"Montant {place}") for place in range(4)]
    form = Form("essai", *fields, title="Essai", minutes=1)
    assert pdf_text(to_pdf(form, now)).count("1 234,50 $") == 1


@pytest.mark.parametrize(
    ("columns", "least", "most", "printed"),
    [
        ([Text("a", "A"), Text("b", "B")], 3, 8, 4),
        ([Text("a", "A"), Text("b", "B")], 4, 5, 5),
        ([Date("a", "A"), Number("b", "B")], 7, 40, 14),
        ([Text(key, key) for key in "abcdef"], 6, 24, 6),
        ([Text(key, key) for key in "abcdef"], 1, 24, 2),
    ],
)
def test_a_table_has_rows_to_spare(
    columns: list[Text], least: int, most: int, printed: int
) -> None:
    """The least that is asked and a few more; a card takes too much room for more."""
    assert count_of(Table("t", "T", columns=columns, min_rows=least, max_rows=most)) == printed


def _piece(drawn: list[tuple[str, int]], paper: WorksheetPaper, name: str, height: float) -> Piece:
    return Piece(height, lambda y: drawn.append((name, paper.page)))


def test_a_title_is_never_alone_at_the_foot_of_a_page(now: datetime) -> None:
    """What is glued goes to the next page with what follows."""
    paper = WorksheetPaper("Essai", now, kind="Feuille")
    paper.begin("Essai")
    drawn: list[tuple[str, int]] = []
    paper.place([_piece(drawn, paper, "texte", 200)])
    paper.place(together([_piece(drawn, paper, "titre", 10), _piece(drawn, paper, "suite", 60)]))
    assert drawn == [("texte", 1), ("titre", 2), ("suite", 2)]


def test_a_table_that_goes_on_has_its_heads_again(now: datetime) -> None:
    """And never leaves one row alone on either side."""
    paper = WorksheetPaper("Essai", now, kind="Feuille")
    paper.begin("Essai")
    drawn: list[tuple[str, int]] = []
    head = _piece(drawn, paper, "titres", 8)
    row = _piece(drawn, paper, "ligne", 30)
    rows = split([Piece(row.height, row.draw, again=head)] * 9)
    paper.place([Piece(head.height, head.draw, glued=True), *rows])
    pages = [[name for name, page in drawn if page == number] for number in (1, 2)]
    assert [names[0] for names in pages] == ["titres", "titres"]
    assert [names.count("ligne") for names in pages] == [7, 2]


def test_what_is_taller_than_a_page_is_drawn_all_the_same(now: datetime) -> None:
    """An author may ask for a very long text."""
    form = Form("essai", LongText("a", "Un roman", rows=80), title="Essai", minutes=1)
    assert len(PdfReader(BytesIO(to_pdf(form, now))).pages) == 3


def test_each_page_says_whose_it_is(now: datetime) -> None:
    """Sheets come loose in a bag."""
    form = Form("essai", LongText("a", "Un roman", rows=80), title="Votre roman", minutes=1)
    for page in PdfReader(BytesIO(to_pdf(form, now))).pages:
        said = page.extract_text().replace("\u00a0", " ")
        assert "Nom ou pseudonyme :" in said
        assert "Votre roman" in said


def test_several_worksheets_print_on_both_sides_and_come_apart(now: datetime) -> None:
    """A trainer prints one file for each person: each worksheet begins on the front of a sheet."""
    one = Form("un", Text("a", "A"), title="Première", minutes=1)
    two = Form("deux", LongText("a", "B", rows=40), title="Deuxième", minutes=1)
    document = joined([(one, Around()), (two, Around()), (one, Around())], "Le soir", now)
    said = [page.extract_text() for page in PdfReader(BytesIO(document)).pages]
    assert ["Première" in said[0], said[1], "Deuxième" in said[2]] == [True, "", True]
    assert ["page 1 de 2" in said[2], "page 2 de 2" in said[3]] == [True, True]
    assert "Première" in said[4]
    assert len(said) == 5


def test_a_screen_reader_finds_the_questions(now: datetime) -> None:
    """Title, parts and questions are headings; the boxes decorate the words beside them."""
    document = PdfReader(BytesIO(to_pdf(_taught(), now))).trailer["/Root"]["/StructTreeRoot"]["/K"]
    kinds = [kid.get_object()["/S"] for kid in document[0].get_object()["/K"]]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2
    assert kinds.count("/H3") == 3
