"""What a person reads in HTML, in a Jinja template or in SVG; never the markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from language.text import GAP, Text

_SPOKEN = ("alt", "aria-label", "content", "data-titre", "placeholder", "title")
_INLINE = {"a", "abbr", "b", "code", "em", "i", "kbd", "small", "span", "strong", "sub", "time"}
_SILENT = {"code", "script", "style"}
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_NAMED = re.compile(r"\{% block kind %\}.*?\{% endblock %\}")  # the page's class
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# In « {{ "critère" if n < 2 else "critères" }} », what is shown is quoted.
_QUOTED = re.compile(r'(?:^\{\{ ?|else )"(\w[^"]*[à-ÿ ][^"]*)"')


class _Reader(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=False)
        self.first_line = first_line
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []
        self._begun, self._words = 0, ""

    def _here(self) -> int:
        return self.first_line + self.getpos()[0] - 1

    def _close(self) -> None:
        if self._words.strip():
            self.found.append((self._begun, _shown(self._words)))
        self._words = ""

    def _add(self, data: str) -> None:
        if self.silent:
            return
        if not self._words.strip():
            blank = data[: len(data) - len(data.lstrip())]
            self._begun = self._here() + blank.count("\n")
        self._words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        # A sign beside a text, and a text kept for a script, are not of the sentence.
        if tag not in _INLINE or "aria-hidden" in told or "data-mot" in told:
            self._close()
        for key in _SPOKEN:
            wanted = key != "content" or told.get("name") == "description"
            if wanted and (value := told.get(key)):
                self.found.append((self._here(), value))
        if tag in _SILENT:
            self._add(GAP if tag == "code" else "")
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        if tag not in _INLINE:
            self._close()

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add({"nbsp": "\u00a0", "amp": "&", "lt": "<", "gt": ">"}.get(name, GAP))

    def handle_charref(self, name: str) -> None:
        self._add(self.unescape_number(name))

    @staticmethod
    def unescape_number(name: str) -> str:
        """The character of `&#name;`."""
        return chr(int(name[1:], 16) if name[0] in "xX" else int(name))

    def close(self) -> None:
        super().close()
        self._close()


def _shown(words: str) -> str:
    """As a browser shows it; « {%- » takes away the space that stands before a comma."""
    return re.sub(r"[ \t\n]+", " ", words).strip(" ").replace(" ,", ",")


def _blank(match: re.Match[str]) -> str:
    """As many lines, and no words."""
    return "\n" * match.group().count("\n")


def markup_texts(file: str, source: str, first_line: int = 1, part: str = "") -> list[Text]:
    """Each text of the elements and of the attributes that are read aloud."""
    source = _NAMED.sub("", source)
    found = []
    for expression in _VALUE.finditer(source):
        line = first_line + source.count("\n", 0, expression.start())
        found += [Text(file, said, line, part) for said in _QUOTED.findall(expression.group())]
    source = _VALUE.sub(lambda match: GAP + _blank(match), _JINJA.sub(_blank, source))
    reader = _Reader(first_line)
    reader.feed(source)
    reader.close()
    return [*found, *(Text(file, text, line, part) for line, text in reader.found)]
