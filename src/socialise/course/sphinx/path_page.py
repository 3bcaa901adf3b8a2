"""How a page shows a trainer's path: the agenda, what to drop, without wifi, at home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes

from socialise.course.path import Agenda, Kind, Moment, Timed, clock, timed
from socialise.course.path_facts import Facts
from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.slides import slides_page
from socialise.course.sphinx.typography import typeset

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["PathPage"]

_FREE = (Kind.BREAK, Kind.MEAL, Kind.SLACK)
_STEPS = {Kind.ACTIVITY: "L'activité", Kind.QUIZ: "Pour vérifier"}  # headings of every lesson


class PathPage:
    """A path in a page: what the book holds is known by now."""

    def __init__(self, app: Sphinx, docname: str, agenda: Agenda, facts: Facts) -> None:
        self._app = app
        self._docname = docname
        self._agenda = agenda
        self._facts = facts
        self._moments = timed(agenda, facts)

    def part(self, name: str) -> list[nodes.Node]:
        """The elements of one part: the agenda when `name` is empty."""
        parts = {"retard": self._late, "sans-wifi": self._offline, "maison": self._homework}
        return parts.get(name, self._hours)()

    def moment(self, place: int) -> list[nodes.Node]:
        """Where a moment stands in the day, and where to open the book; none out of the path."""
        if not 0 < place <= len(self._moments):
            return []
        one = self._moments[place - 1]
        where = self._where(one.moment)
        told = f"{clock(one.start)} à {clock(one.end)}"
        line: list[nodes.Node] = [
            nodes.strong("", told), nodes.Text(typeset(f" · {one.minutes} minutes")),
            *([nodes.Text(" · "), *where] if where else ()),
        ]  # fmt: skip
        return [nodes.paragraph("", "", *line, classes=["moment"])]

    def _hours(self) -> list[nodes.Node]:
        rows = [
            _row(
                [_text(clock(one.start))], [_text(str(one.minutes))], self._told(one.moment),
                css=f"parcours-{one.moment.kind}",
            )
            for one in self._moments
        ]  # fmt: skip
        end = _row(
            [_text(clock(self._agenda.end))], [_text(str(self._agenda.total))], [_text("Fin")]
        )
        end["classes"].append("parcours-fin")
        table = _table(("Heure", "Minutes", "Ce qu'on fait"), (14, 12, 74), [*rows, end])
        table["classes"].append("parcours-heures")
        return [nodes.paragraph("", typeset(self._summary()), classes=["parcours-compte"]), table]

    def _summary(self) -> str:
        """« De 9 h à 12 h, 180 minutes : 90 d'activité, …, 30 de marge. »"""
        sums = {
            "d'activité": self._minutes(Kind.ACTIVITY),
            "de lecture, d'exemples et de discussion": self._minutes(Kind.TOLD),
            "de quiz": self._minutes(Kind.QUIZ),
            "de pause et de repas": self._minutes(Kind.BREAK, Kind.MEAL),
            "de marge": self._minutes(Kind.SLACK),
        }
        if not self._minutes(Kind.MEAL):
            sums = {name.replace(" et de repas", ""): count for name, count in sums.items()}
        parts = ", ".join(f"{count} {name}" for name, count in sums.items() if count)
        hours = f"De {clock(self._agenda.start)} à {clock(self._agenda.end)}"
        return f"{hours}, {self._agenda.total} minutes : {parts}."

    def _minutes(self, *kinds: Kind) -> int:
        return sum(one.minutes for one in self._moments if one.moment.kind in kinds)

    def _told(self, moment: Moment) -> list[nodes.Node]:
        """What is done, then where to open the book."""
        name: list[nodes.Node] = [_text(self._name(moment))]
        if moment.kind is Kind.ACTIVITY:
            name = [nodes.strong("", "", *name)]
        if moment.kind is Kind.SLACK:
            name = [nodes.strong("", "Marge."), nodes.Text(" "), *name]
        where = self._where(moment)
        return [
            nodes.paragraph("", "", *name),
            *([nodes.paragraph("", "", *where, classes=["parcours-ou"])] if where else ()),
        ]

    def _name(self, moment: Moment) -> str:
        if moment.kind is Kind.ACTIVITY:
            return f"L'activité « {self._facts.activities[moment.text].title} »"
        if moment.kind is Kind.QUIZ:
            return f"Le quiz de la leçon {lesson_number(moment.text)}, seul"
        return "Repas" if moment.kind is Kind.MEAL else moment.text

    def _where(self, moment: Moment) -> list[nodes.Node]:
        if not moment.lesson:
            return []
        page = self._facts.pages[moment.lesson]
        heading = moment.section or _STEPS.get(moment.kind, "")
        place = self._place(moment, heading)
        number, step = lesson_number(moment.lesson), page.headings.get(heading)
        if number is None:
            return [self._link(moment.lesson, place, page.title)]
        words = f"Leçon {number}" + (f", étape {step}" if step else "")
        found: list[nodes.Node] = [self._link(moment.lesson, place, words)]
        shown = slides_page(moment.lesson)
        found += [nodes.Text(" · "), self._to(shown, place, "diapositives")]
        guide = f"guides/{moment.lesson}"
        if f"book/{guide}" in self._app.env.found_docs:
            found += [nodes.Text(" · "), self._link(guide, "", f"guide {number}")]
        return found

    def _place(self, moment: Moment, heading: str) -> str:
        """The id in the page: of the form, of the heading, or none."""
        if moment.kind is Kind.ACTIVITY:
            return f"activite-{moment.text.partition('/')[2]}"
        toc = self._app.env.tocs.get(f"book/{moment.lesson}")
        for link in toc.findall(nodes.reference) if toc and heading else ():
            if link.astext() == typeset(heading):
                return str(link["anchorname"]).removeprefix("#")
        return ""

    def _link(self, page: str, place: str, words: str) -> nodes.reference:
        return self._to(f"book/{page}", place, words)

    def _to(self, name: str, place: str, words: str) -> nodes.reference:
        uri = self._app.builder.get_relative_uri(self._docname, name)
        place = f"#{place}" if place else ""
        return nodes.reference("", typeset(words), internal=True, refuri=uri + place)

    def _late(self) -> list[nodes.Node]:
        slack = [one for one in self._moments if one.moment.kind is Kind.SLACK]
        hours = _listed([clock(one.start) for one in slack])
        first = (
            f"La marge d'abord : {self._minutes(Kind.SLACK)} minutes, à {hours}. Ensuite, dans cet "
            "ordre, en sautant ce qui est passé."
        )
        dropped = sorted((one for one in self._moments if one.moment.late), key=_rank)
        rows, total = [], 0
        for one in dropped:
            total += one.moment.saved
            what = nodes.paragraph("", typeset(f"{one.moment.late} ({clock(one.start)})"))
            rows.append(_row([what], [_text(f"{one.moment.saved}")], [_text(f"{total}")]))
        table = _table(("Ce qui se coupe", "On gagne", "En tout"), (70, 15, 15), rows)
        kept = [
            _item(f"{self._name(one.moment)} ({clock(one.start)}) : {one.moment.keep}.")
            for one in self._moments
            if one.moment.keep
        ]
        found: list[nodes.Node] = [nodes.paragraph("", typeset(first)), table]
        if kept:
            found += [nodes.paragraph("", typeset("À ne pas couper :"))]
            found += [nodes.bullet_list("", *kept)]
        return found

    def _offline(self) -> list[nodes.Node]:
        rest = (
            "Le reste ne change pas : chaque personne a ses leçons imprimées, et répond au crayon "
            "sur les feuilles de travail."
        )
        return [
            *self._definitions((one, one.moment.offline) for one in self._moments),
            nodes.paragraph("", typeset(rest)),
        ]

    def _homework(self) -> list[nodes.Node]:
        return self._definitions((one, one.moment.homework) for one in self._moments)

    def _definitions(self, told: Iterable[tuple[Timed, str]]) -> list[nodes.Node]:
        items = [
            nodes.definition_list_item(
                "",
                nodes.term("", typeset(self._short(one.moment))),
                nodes.definition("", nodes.paragraph("", typeset(words))),
            )
            for one, words in told
            if words
        ]
        return [nodes.definition_list("", *items)] if items else []

    def _short(self, moment: Moment) -> str:
        """« Leçon 1, L'activité « … » »: told far from the table, it says its lesson."""
        number = lesson_number(moment.lesson)
        if moment.kind is Kind.QUIZ or number is None:
            return self._name(moment)
        name = f"« {moment.section} »" if moment.section else self._name(moment)
        return f"Leçon {number}, {name[0].lower() + name[1:]}"


def _rank(one: Timed) -> int:
    return one.moment.rank


def _listed(words: list[str]) -> str:
    """« 9 h 47 et 11 h 32 »."""
    return " et ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _text(words: str) -> nodes.paragraph | nodes.Text:
    return nodes.Text(typeset(words))


def _item(words: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", typeset(words)))


def _row(*cells: list[nodes.Node], css: str = "") -> nodes.row:
    row = nodes.row(classes=[css] if css else [])
    for cell in cells:
        inline = all(isinstance(node, nodes.Text) for node in cell)
        row += nodes.entry("", *([nodes.paragraph("", "", *cell)] if inline else cell))
    return row


def _table(titles: tuple[str, ...], widths: tuple[int, ...], rows: list[nodes.row]) -> nodes.table:
    """A table as MyST would give it; minutes stand on the right."""
    group = nodes.tgroup(cols=len(titles))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", _row(*([_text(title)] for title in titles)))
    group += nodes.tbody("", *rows)
    for column, title in enumerate(titles):
        if title in ("Minutes", "On gagne", "En tout"):
            for row in group.findall(nodes.row):
                row.children[column]["classes"].append("text-right")
    return nodes.table("", group, classes=["parcours"])
