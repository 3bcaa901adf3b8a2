"""Quebec's typography as rules: each finds what it does not allow and says what to write.

The site and the program put the no-break spaces themselves (`words.quebec_typography`), and pages
their apostrophes: a source may have ordinary ones. What they cannot mend is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.text import GAP, Text

from socialise.words import quebec_typography

_UNBROKEN = str.maketrans("\u00a0\u202f\u2009", "   ")
_CODE = re.compile(r"= ?\"[^\"]*\"|\{.*\}|\\[bnst]|`[^`]*`|https?://\S+")
_QUOTATION = re.compile(r"«[^«»]*»")


@dataclass(frozen=True)
class Rule:
    """`wrong` is a pattern; `cure` says what Quebec writes."""

    name: str
    wrong: re.Pattern[str]
    cure: str


RULES = tuple(
    Rule(name, re.compile(pattern), cure)
    for name, pattern, cure in (
        ("espace avant la virgule ou le point", r"(?<=[\w»)]) +(?:,|\.(?=\s|$))", "aucune espace"),
        ("guillemets droits", r'"', "« … », et “…” à l'intérieur d'une citation"),
        ("heure", r"\b\d{1,2} ?[hH]\d{2}\b|\b\d{1,2}[hH](?: \d{2})?\b|\b[012]?\d:[0-5]\d\b",
         "14 h 30"),
        ("point médian", r"(?<=\w)[·•∙](?=\w)", "une tournure neutre, ou le doublet"),
        ("trois points", r"\.{3}", "…"),
        ("montant", r"\$ ?\d|\d\.\d+ ?[$%]|\b\d{4,} ?\$|\d ?(?:CAD|CDN)\b", "1 234,50 $"),
        ("apostrophe", r"[´ʼ′`]|(?<=[a-zà-ÿ])‘", "l'apostrophe ' ou ’"),
        ("tiret", r"(?<=\w) (?:--|-) (?=\w)", "un deux-points, une virgule, ou –"),
        ("ordinal", r"\b\d+(?:ère|èr|ième|ème|iè|nde|nd)s?\b|\b[IVX]+(?:ième|ème)\b",
         "1er, 1re, 2e"),
        ("degré", r"\d°(?=\s?[CF]\b)", "8 °C"),
    )
)  # fmt: skip


def broken(text: Text) -> Iterator[tuple[int, str, str, str]]:
    """Each thing that a rule does not allow: offset, rule, what was seen, what to write."""
    raw = text.text.replace("\n", " ").replace(GAP, "X")
    said = raw.translate(_UNBROKEN)
    # A formula in a page for trainers, an option and its value: code that has no marks of code.
    prose = _CODE.sub(lambda code: "0" * len(code[0]), said)
    flat = text.flat.translate(_UNBROKEN)
    spaced = quebec_typography(flat).translate(_UNBROKEN)
    if flat != spaced:
        place = next(
            (at for at, (one, other) in enumerate(zip(flat, spaced, strict=False)) if one != other),
            min(len(flat), len(spaced)) - 1,
        )
        start = max(0, place - 15)
        yield place, "espaces", flat[start : place + 15], spaced[start : place + 15]
    # Several no-break spaces are a layout that somebody meant; two ordinary ones are a slip.
    for match in re.finditer(r"(?<=\S)  +(?=\S)", raw):
        yield match.start(), "espace double", raw[max(0, match.start() - 15) :][:30], "une espace"
    for rule in RULES:
        for match in rule.wrong.finditer(prose):
            start, end = max(0, match.start() - 15), match.end() + 15
            yield match.start(), rule.name, said[start:end], rule.cure
    if re.search(r"\w'\w", said) and re.search(r"\w’\w", said):
        yield 0, "apostrophes mêlées", said[:40], "la même apostrophe d'un bout à l'autre"
    outside = _QUOTATION.sub(lambda quoted: " " * len(quoted[0]), said)
    for match in re.finditer("[“”]", outside):
        yield match.start(), "guillemets anglais", said[max(0, match.start() - 15) :][:40], "« … »"
