"""A lesson cut into slides: what goes with what, and how much on each."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.course.screen import (
    BODY_HEIGHT,
    WIDTH,
    TypeSize,
    heading_height,
    line_count,
    text_width,
)
from socialise.course.slide_part import part_of
from socialise.course.slides import Alone, Kind, Slide, slides_of

_LONG = "Cette phrase prend à elle seule presque une ligne entière de la diapositive. "


def _slides(source: str) -> list[Slide]:
    document = publish_doctree(source, settings_overrides={"doctitle_xform": 0})
    for container in document.findall(nodes.container):
        container["classes"] = ["figure-dessinee"]
    return slides_of(document, _special)[1:]  # the title apart


def _special(element: nodes.Element) -> list[Alone] | None:
    if isinstance(element, nodes.literal_block):
        return [Alone(Kind.ACTIVITY, "Votre persona", element.astext(), "activite-persona")]
    return None


def _lesson(body: str, title: str = "L'idée") -> str:
    return f"Une leçon\n=========\n\n{title}\n{'-' * len(title)}\n\n{body}\n"


def _words(slide: Slide) -> str:
    return " ".join(" ".join(each.astext() for each in slide.body).split())


def test_the_first_slide_has_the_title_and_the_drawing() -> None:
    """A drawing with a caption has a slide of its own besides: it says something."""
    source = "Une leçon\n=========\n\n.. container::\n\n   Dessin\n"
    document = publish_doctree(source, settings_overrides={"doctitle_xform": 0})
    drawing = next(document.findall(nodes.container))
    drawing["classes"] = ["figure-dessinee"]
    (title,) = slides_of(document, _special)
    assert (title.kind, title.heading, title.ids) == (Kind.TITLE, "Une leçon", ("debut",))
    assert [each.astext() for each in title.body] == ["Dessin"]
    drawing += nodes.container("", nodes.paragraph("", "Une légende"), classes=["legende"])
    assert [slide.kind for slide in slides_of(document, _special)] == [Kind.TITLE, Kind.DRAWING]


def test_a_section_is_a_title_and_a_subject_stands_above_it() -> None:
    """The step's number is the one that is in the lesson's margin."""
    source = _lesson("Un.\n\nDétail\n~~~~~~\n\nDeux.\n\nTrois\n-----\n\nQuatre.")
    told = [(s.heading, s.kicker, s.step, _words(s), s.ids) for s in _slides(source)]
    assert told == [
        ("L'idée", "", 1, "Un.", ("l-idee",)),
        ("Détail", "L'idée", 1, "Deux.", ("detail",)),
        ("Trois", "", 2, "Quatre.", ("trois",)),
    ]


def test_the_words_in_bold_that_begin_a_paragraph_are_a_title() -> None:
    """They are how a lesson names an idea without a heading."""
    source = _lesson(
        "**Viser plutôt qu'arroser.** Un dépliant coûte.\n\n"
        "**Répondre vite, c'est combien?** On compte.\n\n"
        "**Le plan** du mois n'est pas un titre.\n\n**À lui seul.**"
    )
    told = [(s.heading, s.kicker, _words(s)) for s in _slides(source)]
    assert told[:2] == [
        ("Viser plutôt qu'arroser", "L'idée", "Un dépliant coûte."),
        ("Répondre vite, c'est combien?", "L'idée",
         "On compte. Le plan du mois n'est pas un titre. À lui seul."),
    ]  # fmt: skip
    assert len(told) == 2


def test_a_notice_has_its_own_title_and_is_marked() -> None:
    """« Une affirmation à vérifier » must not pass for what the lesson says."""
    first, notice, last = _slides(
        _lesson("Un.\n\n.. admonition:: À vérifier\n\n   Deux.\n\nTrois.")
    )
    assert (notice.heading, notice.kicker, notice.notice) == ("À vérifier", "L'idée", True)
    assert (first.notice, last.notice, last.heading) == (False, False, "L'idée")


def test_a_long_paragraph_takes_several_slides_of_whole_sentences() -> None:
    """The same title, said to continue; no sentence is lost or said twice."""
    slides = _slides(_lesson(_LONG * 14))
    assert len(slides) > 1
    assert [slide.later for slide in slides] == [False] + [True] * (len(slides) - 1)
    assert [slide.ids[0] for slide in slides[:2]] == ["l-idee", "l-idee-2"]
    assert " ".join(map(_words, slides)) == (_LONG * 14).strip()
    counts = [_words(slide).count("Cette") for slide in slides]
    assert max(counts) - min(counts) <= 2, counts


def _table(rows: int) -> str:
    rule = "=" * 20
    lines = [f"{f'Ligne {n}':<20}  {n} $" for n in range(rows)]
    return "\n".join([f"{rule}  {rule}", f"{'Titre':<20}  Montant", f"{rule}  {rule}", *lines,
                      f"{rule}  {rule}"])  # fmt: skip


def test_a_table_that_is_too_tall_keeps_its_headings_on_each_slide() -> None:
    """Half a table without its headings is a riddle; a row alone is lost."""
    slides = _slides(_lesson(_table(25)))
    assert len(slides) > 1
    assert all("Montant" in _words(slide) for slide in slides)
    rows = [_words(slide).count("Ligne") for slide in slides]
    assert sum(rows) == 25
    assert min(rows) > 1
    (whole,) = _slides(_lesson(_table(5)))
    assert whole.size is TypeSize.NORMAL


def test_a_date_is_not_broken_while_there_is_room() -> None:
    """« Du 16 au / 22 » beside a line that is half empty looks like a slip."""
    date, said = "Du 16 au 22", "Un texte plutôt long. " * 3
    rules = f"{'=' * 20}  {'=' * 80}"
    (slide,) = _slides(_lesson(f"{rules}\n{date:<20}  {said}\n{rules}"))
    first, _ = slide.body[0].findall(nodes.colspec)
    assert first["colwidth"] / 100 * WIDTH > text_width(date)


def test_what_announces_is_not_left_without_what_it_announces() -> None:
    """« Voici : » at the foot of a slide says nothing."""
    body = _LONG * 4 + "\n\nIl y en a deux :\n\n" + _table(4)
    last = _slides(_lesson(body))[-1]
    assert _words(last).startswith("Il y en a deux : Titre")


def test_a_list_goes_on_with_its_numbers() -> None:
    """« 4. » is the fourth, on whatever slide it stands."""
    items = "\n".join(f"{n}. {_LONG * 2}" for n in range(1, 8))
    slides = _slides(_lesson(items))
    starts = [slide.body[0].get("start", 1) for slide in slides]
    counts = [len(slide.body[0].children) for slide in slides]
    assert sum(counts) == 7
    assert starts == [1 + sum(counts[:n]) for n in range(len(counts))]


def test_an_activity_takes_a_slide_and_the_address_of_its_step() -> None:
    """A path leads to « l'activité » or to the form: both are found."""
    (slide,) = _slides(_lesson("::\n\n   persona", "L'activité"))
    assert (slide.kind, slide.heading, slide.content) == (
        Kind.ACTIVITY, "Votre persona", "persona",
    )  # fmt: skip
    assert slide.ids == ("l-activite", "activite-persona")


def _results(source: str) -> list[str]:
    return [
        each.astext()
        for slide in _slides(source)
        for body in slide.body
        for each in body.findall(nodes.inline)
        if "resultat" in each["classes"]
    ]


def test_a_result_of_the_worked_example_is_marked() -> None:
    """In bold after « = »: it is what the room finds before it is shown."""
    source = "Le prix : 60 ÷ 6 = **10 $** par jour. Un mot **fort**. Ou 3 = 3, **12**."
    assert _results(_lesson(source, "Un exemple")) == ["10 $"]
    assert _results(_lesson(source, "L'idée")) == []


def test_the_total_of_a_column_of_numbers_is_a_result() -> None:
    """A word in bold in a cell, and the name of the row, are not."""
    table = _table(1).replace("0 $", "**0 $**").replace("Ligne 0  ", "**Ligne**")
    document = publish_doctree(
        _lesson(table, "Un exemple"), settings_overrides={"doctitle_xform": 0}
    )
    for entry in document.findall(nodes.entry):
        entry["classes"] = ["text-right"]
    slides = slides_of(document, _special)
    marked = [n.astext() for n in slides[-1].body[0].findall(nodes.inline)]
    assert marked == ["0 $"]


def test_what_means_nothing_on_a_wall_is_left_out() -> None:
    """Links and addresses; the lesson's own doctree is not touched."""
    source = _lesson("Voir `le cas <https://exemple.ca>`_ d'ici.\n\n.. _rang-1-2:\n\nDeux.")
    document = publish_doctree(source, settings_overrides={"doctitle_xform": 0})
    before = document.pformat()
    slides = slides_of(document, _special)
    assert document.pformat() == before
    bodies = [body for slide in slides for body in slide.body]
    assert not [each for body in bodies for each in body.findall(nodes.reference)]
    assert not [each for body in bodies for each in body.findall(nodes.target)]
    assert not any(each["ids"] for body in bodies for each in body.findall(nodes.Element))
    assert "le cas d'ici" in _words(slides[1])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(3, 40), min_size=1, max_size=12),
    st.integers(0, 12),
    st.text("abcdeéè ", max_size=120),
)
def test_no_slide_holds_more_than_its_screen(
    sentences: list[int], items: int, heading: str
) -> None:
    """By the estimate; the browser's tests compare it with what is drawn."""
    prose = " ".join(f"Un{' mot' * count}." for count in sentences)
    listed = "\n".join(f"- Un{' mot' * (each * 3)}." for each in range(1, items + 1))
    title = f"T {' '.join(heading.split())}"
    for slide in _slides(_lesson(f"{prose}\n\n{listed}", title)):
        parts = [part_of(each) for each in slide.body]
        tall = sum(part.height(0, part.count, slide.size.value) for part in parts)
        assert tall + heading_height(slide.heading) <= BODY_HEIGHT


def test_lines_are_counted_between_words() -> None:
    """A word goes whole to the next line; one that is wider than a line is broken."""
    assert line_count("", 10) == 1
    assert line_count("un deux", text_width("un deux") + 0.01) == 1
    assert line_count("un deux", text_width("un deux") - 0.01) == 2
    assert line_count("m" * 30, text_width("m") * 10 + 0.01) == 3
