"""Questions and answers on paper, over as many pages as they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.paper import (
    BODY,
    BOTTOM,
    HEADING,
    INNER,
    LABEL,
    SIDE,
    SMALL,
    WIDTH,
    Paper,
    Style,
)
from socialise.form import Form, Outcome
from socialise.form.criterion import Criterion
from socialise.form.fields import (
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Field,
    LongText,
    Money,
    Number,
    Percent,
    Ranking,
    Scale,
    Table,
)
from socialise.words.interface import phrase

TITLE = Style("title", 26, leading=1.12)
QUESTION = Style("strong", 10.5)
TEXT_WIDTH = INNER - 20  # a line of text that the eye follows
CELL_LINES = 30  # in a cell of a table; past that, « … »
GAP = 3.0  # between the columns of a table
MANY_COLUMNS, MANY_LINES = 4, 6  # a table with more, of cells as high, is written row after row
NAME_WIDTH = 48.0  # of a column's name, there
OUTCOMES = {
    Outcome.MET: (shapes.CHECK, palette.FIR),
    Outcome.NOT_MET: (shapes.HOLLOW, palette.GREY),
    Outcome.A_VERIFIER: (shapes.QUESTION, palette.AMBER),
}


def draw(paper: Paper, form: Form, *, verdicts: bool = False) -> None:
    """From a new page on; with `verdicts`, what the criteria say comes after."""
    flow = _Flow(paper, paper.leaf())
    flow.y = paper.block(SIDE, flow.y, INNER, form.title, TITLE, limit=3, role="H1") + 3
    told = form.readouts()
    for section in form.sections:
        shown = [
            field for field in section.fields if not field.private and _is_told(form, field, told)
        ]
        if shown:
            _section_title(flow, section.title)
        for field in shown:
            if isinstance(field, Computed):
                _answer(flow, field.label, [told[field.id]["text"]])
            else:
                _question(flow, form, field.asked)
    if verdicts and form.criteria:
        _verdicts(flow, form)


@dataclass
class _Flow:
    """Where the next thing is drawn, and the page that begins when there is no room left."""

    paper: Paper
    y: float

    def room(self, height: float) -> None:
        """Begin a page unless this height is left on this one."""
        if self.y + height > BOTTOM:
            self.y = self.paper.leaf()

    def text(self, text: str, style: Style, x: float = SIDE, width: float = TEXT_WIDTH) -> None:
        """A text of any length, over several pages if need be."""
        rows = self.paper.set_lines(text, width, style, 100_000)
        while rows:
            self.room(style.line)
            count = max(1, int((BOTTOM - self.y) / style.line + 1e-6))
            self.y = self.paper.draw_lines(x, self.y, rows[:count], style)
            rows = rows[count:]


def _is_told(form: Form, field: Field, told: dict[str, dict[str, str]]) -> bool:
    """Whether the field has a place on paper: asked here, or computed and known."""
    if isinstance(field, Computed):
        return told[field.id]["status"] == "ok"
    return field.has_answer and form.visible(field.id)


def _section_title(flow: _Flow, title: str) -> None:
    flow.room(32)
    flow.y += 4
    if not title:
        return
    flow.y = flow.paper.block(SIDE, flow.y, INNER, title, HEADING, limit=2, role="H2")
    with flow.paper.artifact():
        flow.paper.stroke_line(SIDE, flow.y + 1, WIDTH - SIDE, flow.y + 1, palette.INK, 0.3)
    flow.y += 4


def _question(flow: _Flow, form: Form, field: Field) -> None:
    raw = form.raw(field.id)
    if raw is None:
        flow.room(18)
        flow.text(field.label, QUESTION)
        rows = 3 if isinstance(field, LongText | Table) else 1
        flow.y = flow.paper.to_complete(SIDE, flow.y - 1, TEXT_WIDTH, rows=rows) + 2.5
    elif isinstance(field, Number | Date | Duration):
        _figure(flow, field.label, _written(field, raw))
    elif isinstance(field, Table):
        _table(flow, field, [row for row in raw if not field.blank_row(row)])
    else:
        _answer(flow, field.label, _lines(field, raw))


def _answer(flow: _Flow, question: str, answers: list[str]) -> None:
    flow.room(QUESTION.line + BODY.line + 2)
    flow.text(question, QUESTION)
    for answer in answers:
        flow.text(answer, BODY)
    flow.y += 3.2


def _figure(flow: _Flow, question: str, value: str) -> None:
    """A number or a date at the end of the line of its question."""
    paper = flow.paper
    rows = paper.set_lines(value, TEXT_WIDTH * 0.4, QUESTION, 2)
    asked = paper.set_lines(question, TEXT_WIDTH * 0.58, BODY, 3)
    height = max(len(rows), len(asked)) * BODY.line
    flow.room(height + 3)
    with paper.tagged("P"):
        paper.draw_lines(SIDE, flow.y, asked, BODY, role=None)
        paper.draw_lines(SIDE + TEXT_WIDTH, flow.y, rows, QUESTION, role=None, align="right")
    flow.y += height + 1
    with paper.artifact():
        paper.stroke_line(SIDE, flow.y, SIDE + TEXT_WIDTH, flow.y, palette.RULE, 0.25)
    flow.y += 2.2


def _lines(field: Field, raw: Any) -> list[str]:
    """The answer as people read it, one line for each thing chosen."""
    if isinstance(field, Ranking):
        return [f"{place}. {field.options.get(key, key)}" for place, key in enumerate(raw, start=1)]
    if isinstance(field, Choices):
        return [f"• {field.options.get(key, key)}" for key in raw]
    if isinstance(field, Classify):
        return [
            f"{field.options.get(key, key)} → {field.categories.get(value, value)}"
            for key, value in raw.items()
            if value
        ]
    if isinstance(field, Scale):
        return [f"{raw} sur 5 (de 1, {field.low}, à 5, {field.high})"]
    return [_written(field, raw)]


def _written(field: Field, raw: Any) -> str:
    """A value as it was read, or as it was typed when it cannot be read."""
    try:
        value = field.read(raw)
    except words.Unreadable:
        return f"{field.shown(raw)} (à vérifier)"
    if isinstance(value, date):
        return words.date(value)
    if not isinstance(value, Decimal):
        return field.shown(raw)
    if isinstance(field, Money):
        return words.money(value)
    if isinstance(field, Percent):
        return words.percent(value, None)
    if isinstance(field, Duration):
        return words.hours(value)
    unit = field.unit if isinstance(field, Number) else ""
    return f"{words.number(value)}\u00a0{unit}" if unit else words.number(value)


# -- tables ----------------------------------------------------------------------------------------


def _table(flow: _Flow, field: Table, rows: list[dict[str, str]]) -> None:
    paper = flow.paper
    style = BODY.sized(9.5)
    cells = [
        ["" if column.empty(raw := row.get(column.id, "")) else _written(column, raw)
         for column in field.columns]
        for row in rows
    ]  # fmt: skip
    widths = _widths(paper, field, cells, style)
    if _crowded(paper, cells, widths, style):
        _records(flow, field, cells)
        return
    flow.room(QUESTION.line + LABEL.line + 2 * style.line + 6)
    flow.text(field.label, QUESTION)
    _table_head(flow, field, widths)
    for row in cells:
        broken = [
            paper.set_lines(text or "—", width, style, CELL_LINES)
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(lines) for lines in broken) * style.line + 2.4
        if flow.y + height > BOTTOM:
            flow.y = paper.leaf()
            _table_head(flow, field, widths)
        x = SIDE
        for lines, width in zip(broken, widths, strict=True):
            paper.draw_lines(x, flow.y + 1.2, lines, style)
            x += width + GAP
        flow.y += height
        with paper.artifact():
            paper.stroke_line(SIDE, flow.y, WIDTH - SIDE, flow.y, palette.RULE, 0.25)
    flow.y += 4.5


def _table_head(flow: _Flow, field: Table, widths: list[float]) -> None:
    paper = flow.paper
    heads = [
        paper.set_lines(column.label, width, LABEL, 3)
        for column, width in zip(field.columns, widths, strict=True)
    ]
    height = max(len(head) for head in heads) * LABEL.line + 1.6
    x = SIDE
    for head, width in zip(heads, widths, strict=True):
        paper.draw_lines(x, flow.y + 0.8, head, LABEL)
        x += width + GAP
    flow.y += height
    with paper.artifact():
        paper.stroke_line(SIDE, flow.y, WIDTH - SIDE, flow.y, palette.INK, 0.3)


def _crowded(paper: Paper, cells: list[list[str]], widths: list[float], style: Style) -> bool:
    """Whether columns are so narrow that a row would be read downwards."""
    if len(widths) <= MANY_COLUMNS:
        return False
    return any(
        len(paper.set_lines(text, width, style, MANY_LINES)) == MANY_LINES
        for row in cells
        for text, width in zip(row, widths, strict=True)
    )


def _records(flow: _Flow, field: Table, cells: list[list[str]]) -> None:
    """A row after the other: its first cell, then a line for each of the others."""
    paper = flow.paper
    names = [column.label for column in field.columns]
    flow.room(QUESTION.line + 4 * BODY.line)
    flow.text(field.label, QUESTION)
    flow.y += 1
    for row in cells:
        flow.room(QUESTION.line + 2 * BODY.line)
        with paper.artifact():
            paper.stroke_line(SIDE, flow.y, WIDTH - SIDE, flow.y, palette.RULE, 0.25)
        flow.y += 1.6
        flow.text(row[0] or f"{names[0]}\u00a0: —", QUESTION)
        for name, text in list(zip(names, row, strict=True))[1:]:
            asked = paper.set_lines(name, NAME_WIDTH - GAP, LABEL, 3)
            said = paper.set_lines(text or "—", INNER - NAME_WIDTH, BODY, CELL_LINES)
            height = max(len(asked) * LABEL.line, len(said) * BODY.line)
            flow.room(height)
            with paper.tagged("P"):
                paper.draw_lines(SIDE, flow.y + 0.5, asked, LABEL, role=None)
                paper.draw_lines(SIDE + NAME_WIDTH, flow.y, said, BODY, role=None)
            flow.y += height + 0.4
        flow.y += 2
    flow.y += 2.5


def _widths(paper: Paper, field: Table, cells: list[list[str]], style: Style) -> list[float]:
    """As wide as the contents ask, within a share of the page; the widest take what is left."""
    measure = paper.measure(style)
    whole = INNER - GAP * (len(field.columns) - 1)
    fair = whole / len(field.columns)
    wanted = []
    for place, column in enumerate(field.columns):
        texts = [paper.ready(row[place], style)[:80] for row in cells]
        head = paper.measure(LABEL)(paper.ready(column.label, LABEL)[:24])
        wanted.append(max([head, *(measure(text.replace("\n", " ")) for text in texts)]) + 1)
    small = [min(each, fair) for each in wanted]
    spare = whole - sum(small)
    over = [max(0.0, each - fair) for each in wanted]
    if not sum(over):
        over = [float(each == max(wanted)) for each in wanted]
    return [each + spare * part / sum(over) for each, part in zip(small, over, strict=True)]


# -- verdicts --------------------------------------------------------------------------------------


def _verdicts(flow: _Flow, form: Form) -> None:
    """The criteria that the page shows; the hidden ones are counted, never told."""
    told = [each for each in form.criteria if not each.hidden]
    _section_title(flow, "Ce que disent les critères")
    met = sum(each.outcome is Outcome.MET for each in told)
    flow.text(f"{words.count(met, 'critère', 'critères')} sur {len(told)}", Style("title", 16))
    flow.y += 2
    for criterion in told:
        _verdict(flow, criterion)
    if hidden := len(form.criteria) - len(told):
        count = words.count(hidden, "autre critère est vérifié", "autres critères sont vérifiés")
        flow.text(f"{count} à la remise.", SMALL)


def _verdict(flow: _Flow, criterion: Criterion) -> None:
    sign, colour = OUTCOMES[criterion.outcome]
    word = phrase(f"outcome.{criterion.outcome}")
    flow.room(QUESTION.line * 2 + BODY.line + 2)
    with flow.paper.artifact():
        flow.paper.mark(sign, SIDE, flow.y + 0.1, 4.6, colour, 0.5)
    x, width = SIDE + 7, TEXT_WIDTH - 7
    if criterion.outcome is Outcome.MET:
        flow.text(f"{word}\u00a0: {criterion.label}", BODY.coloured(colour), x, width)
        flow.y += 1
        return
    flow.text(f"{word}\u00a0: {criterion.label}", QUESTION.coloured(colour), x, width)
    if criterion.seen:
        flow.text(f"{phrase('verdict.seen')} {criterion.seen}", Style(size=9.5), x, width)
    if criterion.hint:
        flow.text(f"{phrase('verdict.hint')} {criterion.hint}", Style(size=9.5), x, width)
    flow.y += 2.4
