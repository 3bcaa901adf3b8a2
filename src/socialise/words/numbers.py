"""Numbers, amounts and percentages as people type them in Quebec.

One rule decides: a text is read when it has exactly one reading. Every way of grouping thousands
and of marking decimals is tried; two different results make a question, none makes an example.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from typing import NoReturn

from socialise.words.format import number
from socialise.words.text import fold
from socialise.words.typed import SPACES, typed
from socialise.words.unreadable import Unreadable

MOST_WHOLE_DIGITS = 15
MOST_DECIMALS = 10

_GROUPS = (None, f"[{SPACES}]", ",", r"\.", "['\u2019]")
_POINTS = (None, ",", r"\.")
_CORE_CHARACTERS = frozenset("0123456789,.'\u2019") | frozenset(SPACES)
_MINUS = frozenset("-\u2212")

# What may follow an amount, and what it multiplies. Case matters for the million alone.
_MONEY_TAILS = {
    "": Decimal(1), "$": Decimal(1), "$ca": Decimal(1), "$can": Decimal(1), "$cad": Decimal(1),
    "cad": Decimal(1), "dollar": Decimal(1), "dollars": Decimal(1),
    "¢": Decimal("0.01"), "cent": Decimal("0.01"), "cents": Decimal("0.01"),
    "k": Decimal(1000), "k$": Decimal(1000),
}  # fmt: skip
_MILLION_TAILS = {"M": Decimal(1_000_000), "M$": Decimal(1_000_000)}
_AFTER_A_LEADING_DOLLAR = ("", "k", "M")
_PERCENT_TAILS = frozenset({"", "%", "pourcent"})


def _patterns() -> list[re.Pattern[str]]:
    """One pattern for each way to group thousands and to mark decimals."""
    made = []
    for group, point in product(_GROUPS, _POINTS):
        if group is not None and group == point:
            continue
        whole = "[0-9]*" if group is None else f"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+"
        fraction = f"{point}(?P<fraction>[0-9]+)" if point else ""
        if not group and not point:
            whole = "[0-9]+"
        made.append(re.compile(f"(?P<whole>{whole}){fraction}"))
    return made


_READINGS = _patterns()


class _Frame:
    """What was typed, taken apart: a sign, what stands before the digits, the digits, what follows.

    `core` is None when nothing in the text can be the digits of one number.
    """

    def __init__(self, text: str) -> None:
        places = [index for index, character in enumerate(text) if character in "0123456789"]
        self.negative = False
        self.core: str | None = None
        self.head = self.tail = ""
        if not places:
            return
        start, end = places[0], places[-1] + 1
        if start and text[start - 1] in ",.":
            start -= 1
        core = text[start:end]
        if not _CORE_CHARACTERS.issuperset(core):
            return
        head = "".join(text[:start].split())
        tail = "".join(text[end:].split())
        signs = [character for character in head if character in _MINUS or character == "+"]
        brackets = head.count("("), tail.count(")")
        if len(signs) + brackets[0] > 1 or brackets[0] != brackets[1]:
            return
        self.negative = bool(brackets[0] or (signs and signs[0] in _MINUS))
        self.head = re.sub("[-+(\u2212]", "", head)
        self.tail = tail.replace(")", "")
        self.core = core


def _values(core: str) -> list[Decimal]:
    """Every value that the digits can have: one when they are clear, two when they are not."""
    values: list[Decimal] = []
    for pattern in _READINGS:
        if (match := pattern.fullmatch(core)) is None:
            continue
        whole = re.sub("[^0-9]", "", match["whole"])
        fraction = match.groupdict().get("fraction") or ""
        if len(whole.lstrip("0")) > MOST_WHOLE_DIGITS or len(fraction) > MOST_DECIMALS:
            continue
        value = Decimal(f"{whole or '0'}.{fraction}" if fraction else whole)
        if value not in values:
            values.append(value)
    return values


def _ask(text: str, frame: _Frame, values: list[Decimal]) -> NoReturn:
    """Ask which of two values was meant, each written in a form that has one reading."""
    grouped, pointed = max(values), min(values)
    sign = "-" if frame.negative else ""
    unit = f"\u00a0{frame.tail or frame.head}" if frame.tail or frame.head else ""
    first = f"{sign}{number(grouped)}{unit}"
    whole, _, fraction = f"{pointed:f}".partition(".")
    second = f"{sign}{whole},{fraction.ljust(3, '0')}0{unit}"
    raise Unreadable(
        text,
        "Est-ce un millier ou des décimales? "
        f"Écrivez «\u00a0{first}\u00a0» ou «\u00a0{second}\u00a0».",
        "se lit de deux façons",
    )


def _settled(text: str, frame: _Frame, fact: str, cure: str, *, decimals: bool = False) -> Decimal:
    """The one value of the digits, with its sign. Zero has no sign.

    `decimals` says which of two readings is meant: decimals, not thousands.
    """
    values = _values(frame.core or "")
    if not values:
        digits = sum(character.isdigit() for character in frame.core or "")
        if digits > MOST_WHOLE_DIGITS:
            cure = (
                f"Au plus {MOST_WHOLE_DIGITS} chiffres avant la virgule "
                f"et {MOST_DECIMALS} après sont attendus."
            )
        raise Unreadable(text, cure, fact)
    if len(values) > 1 and not decimals:
        _ask(text, frame, values)
    value = min(values)
    return -value if frame.negative and value else value


def read_number(text: str, unit: str = "") -> Decimal:
    """The number typed: « 1 045,5 », « 1045.5 », « -3 », « (3) ».

    `unit` (« abonnés ») may follow the number, in the singular or the plural. Raises Missing when
    blank, Unreadable when there is no reading or more than one (« 1,234 »).
    """
    fact = "ne se lit pas comme un nombre"
    cure = "Par exemple\u00a0: 42."
    ready = _without_unit(typed(text, fact, cure), unit)
    frame = _Frame(ready)
    if frame.core is None:
        raise Unreadable(text, cure, fact)
    if frame.head or frame.tail:
        values = _values(frame.core)
        plain = frame.tail.isalpha() or frame.tail in (*"$%€,.", "")
        if plain and (frame.head.isalpha() or frame.head in ("", "$")) and len(values) == 1:
            sign = "-" if frame.negative and values[0] else ""
            alone = f"{sign}{number(values[0])}"
            cure = f"Écrivez le nombre seul, en chiffres. Par exemple\u00a0: {alone}."
        raise Unreadable(text, cure, fact)
    return _settled(text, frame, fact, cure)


def _without_unit(ready: str, unit: str) -> str:
    for form in (unit, f"{unit}s", unit.removesuffix("s")) if unit else ():
        if form and ready.lower().endswith(form.lower()):
            return ready[: len(ready) - len(form)].rstrip()
    return ready


def read_money(text: str) -> Decimal:
    """The amount typed, in dollars: « 1 234,50 $ », « $1,234.50 », « 12 k$ », « 75 ¢ », « (5 $) ».

    The sign of the dollar may be left out. Another currency is not converted: it is Unreadable.
    Raises Missing when blank, Unreadable when there is no reading or more than one.
    """
    fact = "ne se lit pas comme un montant en dollars"
    cure = "Par exemple\u00a0: 1\u00a0234,50\u00a0$."
    frame = _Frame(typed(text, fact, cure))
    scale = _MILLION_TAILS.get(frame.tail) or _MONEY_TAILS.get(frame.tail.lower())
    twice = frame.head == "$" and frame.tail not in _AFTER_A_LEADING_DOLLAR
    if frame.core is None or frame.head not in ("", "$") or scale is None or twice:
        raise Unreadable(text, cure, fact)
    return _settled(text, frame, fact, cure) * scale


def read_percent(text: str) -> Decimal:
    """The percentage typed, as a number of percents: 25 for « 25 % », « 25 » and « 25 pour cent ».

    « 0,25 » is a quarter of one percent: nothing is multiplied. A comma or a point before three
    digits marks decimals here (« 9,091 % »): thousands of percents are not written with one.
    Raises Missing when blank, Unreadable when there is no reading.
    """
    fact = "ne se lit pas comme un pourcentage"
    cure = "Par exemple\u00a0: 25\u00a0%."
    frame = _Frame(typed(text, fact, cure))
    if frame.core is None or frame.head or fold(frame.tail) not in _PERCENT_TAILS:
        raise Unreadable(text, cure, fact)
    return _settled(text, frame, fact, cure, decimals=True)
