"""What criteria most often ask of answers: each said once, with what was seen of them.

A criterion takes one as its `met`, or several joined by `&`:

    veille.criterion(
        "message", "Un message de 8 à 60 mots, adressé à la personne", points=1,
        met=checks.length("message", 8, 60) & checks.addressed("message"),
        hint="…",
    )
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from socialise import words
from socialise.words import every

if TYPE_CHECKING:
    from socialise.form.fields import Row
    from socialise.form.form import Form

__all__ = [
    "Check",
    "addressed",
    "answered",
    "ascending",
    "between",
    "different",
    "each",
    "every",
    "fits",
    "length",
    "matches",
    "near",
    "rows",
    "total",
    "without",
]

NOTHING = "—"


@dataclass(frozen=True, eq=False)
class Check:
    """`met` tells whether the form's answers pass, `seen` gives what was seen of them.

    Both receive the form. `met` may raise words.Missing (the criterion is not met) and
    words.Unreadable (a person is to check it).
    """

    met: Callable[[Form], bool]
    seen: Callable[[Form], str]

    def __and__(self, other: Check) -> Check:
        """Both. One that is not met decides, even where the other cannot be read."""

        def met(form: Form) -> bool:
            return every(lambda: self.met(form), lambda: other.met(form))

        def seen(form: Form) -> str:
            told = (_told(check, form) for check in (self, other))
            return " · ".join(dict.fromkeys(filter(None, told)))

        return Check(met, seen)


def _told(check: Check, form: Form) -> str:
    try:
        return check.seen(form)
    except (words.Missing, words.Unreadable):
        return ""


def _typed(form: Form, key: str) -> str:
    """The answer as a person reads it, or a dash."""
    raw = form.raw(key)
    return NOTHING if raw is None else form.fields[key].shown(raw)


# -- texts ---------------------------------------------------------------------------------------


def length(key: str, least: int, most: int | None = None, *, different: int = 0) -> Check:
    """A text of `least` to `most` words, of which at least `different` are not the same."""

    def met(form: Form) -> bool:
        counted = words.words_in(form[key])
        enough = least <= len(counted) and (most is None or len(counted) <= most)
        return enough and len(words.distinct(counted)) >= different

    return Check(met, lambda form: words.count(len(words.words_in(form[key])), "mot", "mots"))


def addressed(key: str) -> Check:
    """A text that speaks to its reader: vous, votre, « Passez »."""

    def seen(form: Form) -> str:
        word = words.second_person(form[key])
        return f"On y lit «\u00a0{word}\u00a0»" if word else ""

    return Check(lambda form: words.second_person(form[key]) is not None, seen)


def different(*keys: str) -> Check:
    """Texts that differ from one another by more than case, accents and punctuation."""
    return Check(
        lambda form: len(words.distinct(form[key] for key in keys)) == len(keys),
        lambda form: " · ".join(_typed(form, key) for key in keys),
    )


def without(key: str, named: Callable[[str], str | None], *, least: int) -> Check:
    """A text of at least `least` words in which `named` finds nothing (it gives what it finds)."""

    def seen(form: Form) -> str:
        found = named(form[key])
        return f"On y lit «\u00a0{found}\u00a0»" if found else ""

    return Check(
        lambda form: len(words.words_in(form[key])) >= least and named(form[key]) is None, seen
    )


# -- choices -------------------------------------------------------------------------------------


def answered(*keys: str) -> Check:
    """Every question has an answer that can be read; texts hold at least a word.

    One that its condition hides is not asked for.
    """

    def given(form: Form, key: str) -> bool:
        value = form.get(key)
        return bool(words.words_in(value)) if isinstance(value, str) else value is not None

    def met(form: Form) -> bool:
        asked = [key for key in keys if form.visible(key)]
        form.values(*asked)
        return all(given(form, key) for key in asked)

    def seen(form: Form) -> str:
        asked = [key for key in keys if form.visible(key)]
        filled = sum(form.raw(key) is not None for key in asked)
        return f"{words.count(filled, 'réponse', 'réponses')} sur {len(asked)}"

    return Check(met, seen)


def matches(
    key: str,
    expected: Mapping[str, str] | Sequence[str] | AbstractSet[str],
    *,
    least: int | None = None,
) -> Check:
    """A classification, a ranking or the choices made are the expected ones.

    A set is of choices, whatever their order. With `least`, that many right ones are enough.
    """

    def right(form: Form) -> int:
        answer = form[key]
        if isinstance(expected, Mapping):
            return sum(answer.get(item) == place for item, place in expected.items())
        if isinstance(expected, AbstractSet):
            return len(expected & set(answer))
        return sum(one == other for one, other in zip(answer, expected, strict=False))

    def met(form: Form) -> bool:
        if least is not None:
            return right(form) >= least
        return right(form) == len(expected) == len(form[key])

    def seen(form: Form) -> str:
        told = f"{right(form)} sur {len(expected)}"
        others = len(form[key]) - right(form) if isinstance(expected, AbstractSet) else 0
        return f"{told}, et {others} de trop" if others else told

    return Check(met, seen)


# -- values --------------------------------------------------------------------------------------


def near(key: str, expected: Decimal | int | str, within: str = "0.01") -> Check:
    """A number, an amount, a percentage or hours: the expected value, give or take `within`."""
    return Check(
        lambda form: abs(form[key] - Decimal(expected)) <= Decimal(within),
        lambda form: _typed(form, key),
    )


def between(key: str, low: Decimal | int, high: Decimal | int) -> Check:
    """A value from `low` to `high`, both included."""
    return Check(lambda form: low <= form[key] <= high, lambda form: _typed(form, key))


def fits(key: str, within: str, most: Decimal | int) -> Check:
    """A value above zero, no larger than the value `within`, itself at most `most`.

    One of them that cannot be read matters only where the other one is possible.
    """

    def met(form: Form) -> bool:
        read: dict[str, Decimal] = {}
        unread = None
        for one in (key, within):
            try:
                (read[one],) = form.values(one)
            except words.Unreadable as unreadable:
                unread = unread or unreadable
        if not all(0 < value <= most for value in read.values()):
            return False
        if unread is not None:
            raise unread
        return read[key] <= read[within]

    return Check(met, lambda form: f"{_typed(form, key)} sur {_typed(form, within)}")


def total(keys: Collection[str], expected: Decimal | int, within: str = "0.01") -> Check:
    """Values that add up to the expected one, give or take `within`."""

    def added(form: Form) -> Decimal:
        return sum(form.values(*keys), start=Decimal(0))

    return Check(
        lambda form: abs(added(form) - expected) <= Decimal(within),
        lambda form: f"Somme\u00a0: {words.number(added(form))}",
    )


def ascending(*keys: str) -> Check:
    """Dates that follow one another, none twice."""

    def met(form: Form) -> bool:
        dates: tuple[date, ...] = form.values(*keys)
        return all(before < after for before, after in pairwise(dates))

    return Check(met, lambda form: ", ".join(_typed(form, key) for key in keys))


# -- tables --------------------------------------------------------------------------------------


def _holds(text: str, count: int) -> bool:
    """Whether a text has so many words, and at the least a letter or a digit."""
    return len(words.words_in(text)) >= count and bool(words.distinct([text]))


def rows(key: str, least: int, *, by: str = "", same: bool = False, **columns: int) -> Check:
    """At least `least` different complete rows in a table.

    Each column named needs that many words (0: a letter or a digit, or an answer of any other kind
    that can be read). Rows differ by all of them, or by the column `by` alone; with `same`, those
    that say the same thing count each. A row with something that cannot be read matters only where
    it would make the number.
    """

    def said(row: Row) -> str | None:
        """What the row says, or None where an answer is short or absent. May be unreadable."""
        values, unread = [], None
        for column, count in columns.items():
            try:
                value = row.get(column)
            except words.Unreadable as unreadable:
                unread = unread or unreadable
                continue
            if value is None or (isinstance(value, str) and not _holds(value, count)):
                return None
            values.append(str(value))
        if unread is not None:
            raise unread
        return str(row[by]) if by else " ".join(values)

    def complete(form: Form) -> tuple[list[str], list[words.Unreadable]]:
        found, unread = [], []
        for row in form[key]:
            try:
                told = said(row)
            except words.Unreadable as unreadable:
                unread.append(unreadable)
                continue
            if told is not None:
                found.append(told)
        return found if same else words.distinct(found), unread

    def met(form: Form) -> bool:
        found, unread = complete(form)
        if len(found) < least <= len(found) + len(unread):
            raise unread[0]
        return len(found) >= least

    def seen(form: Form) -> str:
        found, _ = complete(form)
        return words.count(len(found), "ligne complète", "lignes complètes")

    return Check(met, seen)


def each(key: str, least: int, passes: Callable[[Row], bool], **columns: int) -> Check:
    """At least `least` written rows in a table, and every one of them passes.

    A row is written where each text column named has that many words (0: a letter or a digit).
    `passes` may raise words.Missing (the row does not pass) and words.Unreadable, which matters
    only where every other row passes.
    """

    def is_written(row: Row) -> bool:
        return all(_holds(row[column], count) for column, count in columns.items())

    def split(form: Form) -> tuple[int, int, list[words.Unreadable]]:
        """How many rows are written, how many pass, and what cannot be read."""
        written = passed = 0
        unread = []
        for row in filter(is_written, form[key]):
            written += 1
            try:
                passed += passes(row)
            except words.Missing:
                continue
            except words.Unreadable as unreadable:
                unread.append(unreadable)
        return written, passed, unread

    def met(form: Form) -> bool:
        written, passed, unread = split(form)
        if written < least or passed + len(unread) < written:
            return False
        if unread:
            raise unread[0]
        return True

    def seen(form: Form) -> str:
        written, passed, _ = split(form)
        return f"{words.count(passed, 'ligne', 'lignes')} sur {written}"

    return Check(met, seen)
