"""A lesson cut into slides: one idea on a screen, at a size that a room can read.

The lesson's own text is all there is. A heading, or the words in bold that begin a paragraph, is a
slide's title; what stands under it is spread over as many slides as it takes, so that none is
crowded and none has a line alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from docutils import nodes

from socialise.course.screen import TypeSize
from socialise.course.slide_part import Part, Prose, is_drawing, part_of
from socialise.course.spread import spread

__all__ = ["Alone", "Kind", "Slide", "slides_of"]

EXAMPLE = "Un exemple"  # the step of the fixed shape whose results are hidden until asked


class Kind(StrEnum):
    """What a slide shows; its class in the page."""

    TITLE = "titre"
    TEXT = "texte"
    DRAWING = "dessin-plein"
    QUESTION = "question"
    ACTIVITY = "activite"


@dataclass(frozen=True)
class Alone:
    """What takes slides of its own: a question, an activity. `content` is the caller's."""

    kind: Kind
    heading: str
    content: object
    id: str = ""


@dataclass(frozen=True)
class Slide:
    """One screen. `ids` are its addresses: the first is the page's own, each is unique."""

    kind: Kind
    heading: str
    kicker: str = ""
    step: int = 0  # the lesson's step, as it is numbered in the margin; 0 before the first
    step_title: str = ""
    ids: tuple[str, ...] = ()
    body: tuple[nodes.Element, ...] = ()
    size: TypeSize = TypeSize.NORMAL
    notice: bool = False  # an admonition of the lesson
    later: bool = False  # it continues the slide before
    content: object = None


@dataclass
class _Group:
    """What stands under one title."""

    heading: str
    kicker: str
    notice: bool = False
    parts: list[Part] = field(default_factory=list)


Special = Callable[[nodes.Element], Sequence[Alone] | None]


def slides_of(document: nodes.document, special: Special) -> list[Slide]:
    """The slides of a lesson's resolved doctree, which is left as it is.

    `special` gives what takes slides of its own, and None for an ordinary element.
    """
    lesson = next(document.deepcopy().findall(nodes.section))
    return _numbered(_Cutter(special).lesson(_plain(lesson)))


def _plain(lesson: nodes.section) -> nodes.section:
    """Without what means nothing on a screen: addresses, links, the minutes of the promise."""
    for node in list(lesson.findall(nodes.reference)):
        node.replace_self(node.children)
    for node in list(lesson.findall()):
        if isinstance(node, nodes.Text):
            if not node.astext():  # the parser leaves some at both ends of an emphasis
                node.parent.remove(node)
        elif isinstance(node, nodes.comment | nodes.target) or "duree" in node.get("classes", ()):
            node.parent.remove(node)
        elif not isinstance(node, nodes.section):
            node["new_idea"] = any(each.startswith("rang-") for each in node["ids"])
            node["ids"], node["names"] = [], []
    return lesson


def _numbered(slides: Iterable[Slide]) -> list[Slide]:
    """Every slide has an address: its heading's, or that of the one before with a number."""
    found: list[Slide] = []
    last, number = "debut", 1
    for slide in slides:
        if slide.ids:
            last, number = slide.ids[-1], 1
            found.append(slide)
        else:
            number += 1
            found.append(replace(slide, ids=(f"{last}-{number}",)))
    return found


class _Cutter:
    def __init__(self, special: Special) -> None:
        self._special = special
        self._step, self._step_title = 0, ""
        self._pending: list[str] = []  # addresses of headings that have no slide yet

    def lesson(self, lesson: nodes.section) -> Iterator[Slide]:
        title = _title(lesson)
        opening = [child for child in lesson if not isinstance(child, nodes.section | nodes.title)]
        drawing = next(filter(is_drawing, opening), None)
        yield Slide(Kind.TITLE, title, ids=("debut",), body=(drawing,) if drawing else ())
        if drawing is not None and not _captioned(drawing):
            opening.remove(drawing)
        yield from self._flow(opening, title, "")
        for section in lesson.findall(nodes.section, descend=True):
            if section.parent is lesson:
                self._step, self._step_title = self._step + 1, _title(section)
                yield from self._section(section, "")

    def _section(self, section: nodes.section, kicker: str) -> Iterator[Slide]:
        title = _title(section)
        own = [each for each in section["ids"] if not each.startswith("rang-")]
        self._pending += own[:1]
        if self._step and not kicker and title == EXAMPLE:
            _mark_results(section)
        yield from self._flow(section.children, title, kicker)

    def _flow(self, children: Iterable[nodes.Node], title: str, kicker: str) -> Iterator[Slide]:
        """Slides of what stands under a heading, its subsections included."""
        group = _Group(title, kicker)
        for child in children:
            if isinstance(child, nodes.title) or not isinstance(child, nodes.Element):
                continue
            alone = self._special(child)
            if alone is not None:
                yield from self._close(group)
                group = _Group(title, kicker)
                yield from (self._alone(one, title) for one in alone)
            elif isinstance(child, nodes.section):
                yield from self._close(group)
                group = _Group(title, kicker)
                yield from self._section(child, title)
            elif isinstance(child, nodes.Admonition):
                yield from self._close(group)
                yield from self._close(_notice(child, title))
                group = _Group(title, kicker)
            elif (lead := _lead(child)) is not None:
                yield from self._close(group)
                heading, rest = lead
                group = _Group(heading, title, parts=[Prose(child, rest)])
            else:
                group.parts.append(part_of(child))
        yield from self._close(group)

    def _alone(self, one: Alone, title: str) -> Slide:
        ids = (*self._taken(), *([one.id] if one.id else []))
        step = (self._step, self._step_title)
        return Slide(one.kind, one.heading, title, *step, ids, content=one.content)

    def _close(self, group: _Group) -> Iterator[Slide]:
        """The slides of a group, which may be empty."""
        for number, (bodies, size) in enumerate(spread(group.heading, group.parts)):
            drawn = any(is_drawing(body) for body in bodies)
            yield Slide(
                kind=Kind.DRAWING if drawn else Kind.TEXT,
                heading=group.heading,
                kicker=group.kicker,
                step=self._step,
                step_title=self._step_title,
                ids=self._taken(),
                body=tuple(bodies),
                size=size,
                notice=group.notice,
                later=number > 0,
            )

    def _taken(self) -> tuple[str, ...]:
        taken, self._pending = tuple(self._pending), []
        return taken


def _title(section: nodes.Element) -> str:
    title = section.next_node(nodes.title)
    return title.astext() if title is not None else ""


def _captioned(drawing: nodes.Element) -> bool:
    return any("legende" in each["classes"] for each in drawing.findall(nodes.container))


def _notice(admonition: nodes.Element, kicker: str) -> _Group:
    parts = [
        part_of(child)
        for child in admonition
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.title)
    ]
    return _Group(_title(admonition), kicker, notice=True, parts=parts)


def _lead(element: nodes.Element) -> tuple[str, list[nodes.Node]] | None:
    """« **Viser plutôt qu'arroser.** Un dépliant… » : the title, and what follows it."""
    if not isinstance(element, nodes.paragraph) or len(element.children) < 2:
        return None
    first, second, *others = element.children
    if not (isinstance(first, nodes.strong) and isinstance(second, nodes.Text)):
        return None
    whole = first.astext() + second.astext()
    title = re.match(r".+?(?:[.?!…]|(?<=»))(?=\s)", whole[: len(first.astext()) + 2], re.DOTALL)
    if title is None or len(title[0]) < len(first.astext()):
        return None
    rest = nodes.Text(whole[title.end() :].lstrip())
    return title[0].removesuffix("."), [rest, *others]


def _mark_results(example: nodes.Element) -> None:
    """A result of a worked example is in bold, after « = » or at the end of a cell of numbers."""
    for strong in list(example.findall(nodes.strong)):
        at, cell = strong.parent.index(strong), strong.parent.parent
        told = strong.parent[at - 1].astext().rstrip() if at else ""
        in_cell = (
            isinstance(cell, nodes.entry)
            and isinstance(cell.parent.parent, nodes.tbody)
            and "text-right" in cell["classes"]
            and cell.parent.index(cell) > 0
            and strong.parent[-1] is strong
        )
        if told.endswith("=") or in_cell:
            hidden = nodes.inline("", classes=["resultat"])
            strong.replace_self(hidden)
            hidden += strong
