"""The kinds of question that a form can ask, how each is drawn and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from socialise import words
from socialise.form.problems import Problem

TEXT_LIMIT = 50_000  # characters; a structural cap, far above what people write
ROW_LIMIT = 200

_TYPE_NAMES: dict[type, str] = {str: "un texte", list: "une liste", dict: "un objet"}


@dataclass(frozen=True)
class Condition:
    """A field shows only while the choice `field` has one of these option keys."""

    field: str
    among: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One question. `read` gives the value of what was typed; `check` refuses wrong structure.

    `id` is the key in the answers file, `label` and `help` are what people read, `show_if` is a
    pair (id of a choice, option key or keys), `private` keeps the answer on the learner's device.
    """

    id: str
    label: str
    _: KW_ONLY
    help: str = ""
    show_if: tuple[str, str | Sequence[str]] | None = None
    private: bool = False

    kind: ClassVar[str]
    json_type: ClassVar[type] = str
    limit: ClassVar[int] = TEXT_LIMIT
    has_answer: ClassVar[bool] = True

    @property
    def condition(self) -> Condition | None:
        """When the field shows, or None when it always does."""
        if self.show_if is None:
            return None
        key, among = self.show_if
        return Condition(key, (among,) if isinstance(among, str) else tuple(among))

    @property
    def asked(self) -> Field:
        """The field whose kind says how the answer is read: this one, unless it is carried."""
        return self

    def schema(self) -> dict[str, Any]:
        """What the ES module needs to draw the field (docs/formats.md)."""
        drawn: dict[str, Any] = {
            "kind": self.kind,
            "id": self.id,
            "label": self.label,
            "help": self.help,
        }
        if (condition := self.condition) is not None:
            drawn["show_if"] = {"field": condition.field, "in": list(condition.among)}
        if self.private:
            drawn["private"] = True
        return drawn | self._more()

    def _more(self) -> dict[str, Any]:
        return {}

    def check(self, raw: Any) -> list[Problem]:
        """Structural problems of a raw answer: wrong JSON type, too long, unknown option."""
        if not isinstance(raw, self.json_type):
            return [Problem(self.id, f"{self.label} : {_TYPE_NAMES[self.json_type]} est attendu.")]
        if isinstance(raw, str) and len(raw) > self.limit:
            limit = words.number(Decimal(self.limit))
            return [
                Problem(
                    self.id,
                    f"{self.label} : {words.number(Decimal(len(raw)))} caractères, "
                    f"et la limite est de {limit}. Raccourcissez cette réponse.",
                )
            ]
        return []

    def stale(self, raw: Any) -> list[Problem]:
        """What was answered and is no longer offered."""
        return []

    def empty(self, raw: Any) -> bool:
        """Whether nothing was answered (blank text, no row, no choice)."""
        return not raw.strip() if isinstance(raw, str) else not raw

    def read(self, raw: Any) -> Any:
        """The value of a non-empty answer. Raises words.Unreadable when it cannot be read."""
        raise NotImplementedError

    def blank(self) -> Any:
        """The value of an empty answer. Raises words.Missing where a form cannot go on without."""
        raise words.Missing(self.label)

    def shown(self, raw: Any) -> str:
        """The answer as a person reads it in a plain table."""
        return raw.strip() if isinstance(raw, str) else str(raw)


@dataclass(frozen=True, kw_only=True)
class _Text(Field):
    def _more(self) -> dict[str, Any]:
        return {"max_length": self.limit}

    def read(self, raw: str) -> str:
        return words.normalise(raw).strip()

    def blank(self) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Text(_Text):
    kind: ClassVar[str] = "text"


@dataclass(frozen=True, kw_only=True)
class LongText(_Text):
    rows: int = 4
    kind: ClassVar[str] = "long_text"

    def _more(self) -> dict[str, Any]:
        return {"max_length": self.limit, "rows": self.rows}


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number; `minimum` and `maximum` are included, and outside of them nothing can be judged."""

    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    kind: ClassVar[str] = "number"
    reader: ClassVar[Callable[[str], Decimal]] = staticmethod(words.read_number)

    def _more(self) -> dict[str, Any]:
        bounds = (self.minimum, self.maximum)
        low, high = (None if bound is None else str(bound) for bound in bounds)
        return {"unit": self.unit, "min": low, "max": high}

    def read(self, raw: str) -> Decimal:
        value = type(self).reader(words.normalise(raw))
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise words.Unreadable(raw, self._bounds())
        return value

    def _bounds(self) -> str:
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f"Un nombre de {words.number(low)} à {words.number(high)} est attendu."
        if low is not None:
            return f"Un nombre d'au moins {words.number(low)} est attendu."
        assert high is not None
        return f"Un nombre d'au plus {words.number(high)} est attendu."


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    unit: str = "$"
    kind: ClassVar[str] = "money"
    reader: ClassVar[Callable[[str], Decimal]] = staticmethod(words.read_money)


@dataclass(frozen=True, kw_only=True)
class Percent(Number):
    unit: str = "%"
    kind: ClassVar[str] = "percent"
    reader: ClassVar[Callable[[str], Decimal]] = staticmethod(words.read_percent)


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    kind: ClassVar[str] = "date"

    def read(self, raw: str) -> date:
        return words.read_date(words.normalise(raw))


@dataclass(frozen=True, kw_only=True)
class Duration(Field):
    """A length of time in hours; a wait may also be in `days` of 24 hours, and in weeks."""

    days: bool = False
    kind: ClassVar[str] = "duration"

    def read(self, raw: str) -> Decimal:
        return words.read_duration(words.normalise(raw), days=self.days)


def _listed(options: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "label": label} for key, label in options.items()]


@dataclass(frozen=True, kw_only=True)
class _Options(Field):
    options: Mapping[str, str]

    def _more(self) -> dict[str, Any]:
        return {"options": _listed(self.options)}

    def stale(self, raw: Any) -> list[Problem]:
        """Options that the form no longer offers: read as not chosen, and told."""
        strange = [key for key in self._keys(raw) if key and key not in self.options]
        if not strange:
            return []
        seen = words.shorten(str(strange[0]), 40)
        text = f"« {seen} » n'est plus parmi les choix. Choisissez de nouveau."
        return [Problem(self.id, words.quebec_typography(text))]

    def _keys(self, raw: Any) -> list[str]:
        return list(raw)


@dataclass(frozen=True, kw_only=True)
class Choice(_Options):
    kind: ClassVar[str] = "choice"

    def _keys(self, raw: str) -> list[str]:
        return [raw]

    def empty(self, raw: str) -> bool:
        return raw not in self.options

    def read(self, raw: str) -> str:
        return raw

    def blank(self) -> str:
        return ""

    def shown(self, raw: str) -> str:
        return self.options.get(raw, "")


@dataclass(frozen=True, kw_only=True)
class Scale(Field):
    """A mark from 1 to 5; `low` and `high` are the words at the ends."""

    low: str
    high: str
    kind: ClassVar[str] = "scale"

    def _more(self) -> dict[str, Any]:
        return {"low": self.low, "high": self.high}

    def check(self, raw: Any) -> list[Problem]:
        if problems := super().check(raw):
            return problems
        if raw in ("", "1", "2", "3", "4", "5"):
            return []
        return [Problem(self.id, f"{self.label} : une note de 1 à 5 est attendue.")]

    def read(self, raw: str) -> int:
        return int(raw)


@dataclass(frozen=True, kw_only=True)
class Choices(_Options):
    kind: ClassVar[str] = "choices"
    json_type: ClassVar[type] = list

    def check(self, raw: Any) -> list[Problem]:
        if problems := super().check(raw):
            return problems
        if not all(isinstance(key, str) for key in raw) or len(set(raw)) != len(raw):
            return [Problem(self.id, f"{self.label} : chaque choix est un texte, nommé une fois.")]
        return []

    def empty(self, raw: list[str]) -> bool:
        return not self.read(raw)

    def read(self, raw: list[str]) -> list[str]:
        return [key for key in raw if key in self.options]

    def blank(self) -> list[str]:
        return []

    def shown(self, raw: list[str]) -> str:
        return ", ".join(self.options[key] for key in self.read(raw))


@dataclass(frozen=True, kw_only=True)
class Ranking(Choices):
    """Options to put in order; read as the list of keys, first to last."""

    kind: ClassVar[str] = "ranking"


@dataclass(frozen=True, kw_only=True)
class Classify(_Options):
    """Items to put each in one category; read as {item key: category key}."""

    categories: Mapping[str, str]
    kind: ClassVar[str] = "classify"
    json_type: ClassVar[type] = dict

    def _more(self) -> dict[str, Any]:
        return {"options": _listed(self.options), "categories": _listed(self.categories)}

    def check(self, raw: Any) -> list[Problem]:
        if problems := super().check(raw):
            return problems
        if not all(isinstance(value, str) for value in raw.values()):
            return [Problem(self.id, f"{self.label} : chaque catégorie est un texte.")]
        return []

    def empty(self, raw: dict[str, str]) -> bool:
        return not self.read(raw)

    def read(self, raw: dict[str, str]) -> dict[str, str]:
        return {
            key: value
            for key, value in raw.items()
            if key in self.options and value in self.categories
        }

    def blank(self) -> dict[str, str]:
        return {}

    def shown(self, raw: dict[str, str]) -> str:
        return ", ".join(
            f"{self.options[key]} → {self.categories[value]}"
            for key, value in self.read(raw).items()
        )


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """Rows of answers; wholly blank rows are dropped on reading."""

    columns: Sequence[Field]
    row_name: str = "une ligne"
    min_rows: int = 1
    max_rows: int = 12
    kind: ClassVar[str] = "table"
    json_type: ClassVar[type] = list

    def _more(self) -> dict[str, Any]:
        return {
            "columns": [column.schema() for column in self.columns],
            "row_name": self.row_name,
            "min_rows": self.min_rows,
            "max_rows": self.max_rows,
        }

    def check(self, raw: Any) -> list[Problem]:
        if problems := super().check(raw):
            return problems
        if len(raw) > ROW_LIMIT:
            return [
                Problem(self.id, f"{self.label} : {len(raw)} lignes, la limite est {ROW_LIMIT}.")
            ]
        known = {column.id: column for column in self.columns}
        problems = []
        for position, row in enumerate(raw):
            if not isinstance(row, dict):
                text = f"{self.label}, ligne {position + 1} : un objet est attendu."
                problems.append(Problem(self.id, text, position))
                continue
            for key, value in row.items():
                if key not in known:
                    seen = words.shorten(str(key), 40)
                    text = f"{self.label}, ligne {position + 1} : colonne inconnue « {seen} »."
                    problems.append(Problem(self.id, text, position))
                    continue
                for problem in known[key].check(value):
                    text = f"{self.label}, ligne {position + 1} — {problem.text}"
                    problems.append(Problem(self.id, text, position, key))
        return problems

    def blank_row(self, row: Mapping[str, Any]) -> bool:
        """Whether nothing was typed in the row."""
        return all(column.empty(row.get(column.id, "")) for column in self.columns)

    def empty(self, raw: list[dict[str, str]]) -> bool:
        return all(self.blank_row(row) for row in raw)

    def read(self, raw: list[dict[str, str]]) -> list[Row]:
        return [
            Row(self, position, row) for position, row in enumerate(raw) if not self.blank_row(row)
        ]

    def blank(self) -> list[Row]:
        return []

    def shown(self, raw: list[dict[str, str]]) -> str:
        lines = []
        for row in raw:
            if not self.blank_row(row):
                cells = (column.shown(row.get(column.id, "")) for column in self.columns)
                lines.append(" · ".join(cell or "—" for cell in cells))
        return "\n".join(lines)


class Row(Mapping[str, Any]):
    """One row of a table, read column by column as a form is read field by field."""

    def __init__(self, table: Table, position: int, raw: Mapping[str, str]) -> None:
        self.position = position
        self._columns = {column.id: column for column in table.columns}
        self._label = f"{table.label}, ligne {position + 1}"
        self._raw = raw

    def __getitem__(self, key: str) -> Any:
        column = self._columns[key]
        raw = self._raw.get(key, "")
        try:
            return column.blank() if column.empty(raw) else column.read(raw)
        except words.Missing:
            raise words.Missing(f"{self._label} : {column.label}") from None

    def __iter__(self) -> Any:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` when nothing was typed. Still raises words.Unreadable."""
        column, raw = self._columns[key], self._raw.get(key, "")
        return default if column.empty(raw) else column.read(raw)


@dataclass(frozen=True, kw_only=True)
class Carried(Field):
    """The answer to a field of another activity, shown as it stands and judged with this one.

    `field` is the field as it is asked there (of a table, the columns that matter here), `source`
    its place, « lesson/activity ». The learner writes it there: here it is read on her device, and
    a copy goes with the answers.
    """

    field: Field
    source: str
    kind: ClassVar[str] = "carried"

    @cached_property
    def _own(self) -> Field:
        return replace(self.field, id=self.id, label=self.label, show_if=None)

    @property
    def asked(self) -> Field:
        return self._own

    def _more(self) -> dict[str, Any]:
        lesson, _, activity = self.source.partition("/")
        return {
            "source": {"lesson": lesson, "activity": activity, "field": self.field.id},
            "asked": self._own.schema(),
        }

    def check(self, raw: Any) -> list[Problem]:
        return self._own.check(raw)

    def part(self, there: Any) -> Any:
        """What is carried of the raw answer there: of a table, the columns named here."""
        if not isinstance(self.field, Table) or not isinstance(there, list):
            return there
        kept = {column.id for column in self.field.columns}
        rows = [row for row in there if isinstance(row, dict)]
        return [{key: value for key, value in row.items() if key in kept} for row in rows]

    def stale(self, raw: Any) -> list[Problem]:
        return []  # told where it is asked

    def empty(self, raw: Any) -> bool:
        return self._own.empty(raw)

    def read(self, raw: Any) -> Any:
        return self._own.read(raw)

    def blank(self) -> Any:
        return self._own.blank()

    def shown(self, raw: Any) -> str:
        return self._own.shown(raw)


@dataclass(frozen=True, kw_only=True)
class _Derived(Field):
    has_answer: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class Computed(_Derived):
    """A read-out: `value` receives the form and gives the text to show."""

    value: Callable[[Any], str]
    kind: ClassVar[str] = "computed"


@dataclass(frozen=True, kw_only=True)
class Figure(_Derived):
    """A picture drawn from the answers: `draw` receives the form and gives a Picture."""

    draw: Callable[[Any], Any]
    kind: ClassVar[str] = "figure"
