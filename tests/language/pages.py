"""The prose of Markdown pages as MyST reads them: no code, no ids, no addresses."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml
from language.markup import markup_texts
from language.text import GAP, ROOT, Text

from socialise.course.quiz import read_questions

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DIRECTIVE = re.compile(r"\{([a-z-]+)\}\s*(.*)")
_OPTION = re.compile(r":([\w-]+):\s*(.*)")
_ROLE_TARGET = re.compile(r"(.*?)\s*<[^<>]+>$", re.DOTALL)
# A directive whose argument is a title; that of the others is an id, a path or a class.
_TITLED = {"admonition", "dropdown", "topic"}
_NOT_READ = {"class", "name", "id"}
_SILENT = {"code-cell", "code", "code-block"}


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    extensions = set(config["parse"]["myst_enable_extensions"])
    return create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)


def page_texts(file: str, source: str, first_line: int = 1) -> Iterator[Text]:
    """Each paragraph, title, cell, caption and quiz line of a page, in order."""
    for token in _parser().parse(source):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "front_matter":
            yield from _front(file, token.content, line)
        elif token.type == "inline":
            yield Text(file, _words(token), line, exact=True)
        elif token.type == "html_block":
            yield from markup_texts(file, token.content, line)
        elif token.type in ("fence", "colon_fence"):
            yield from _directive(file, token, line)


def _front(file: str, content: str, line: int) -> Iterator[Text]:
    for key, value in (yaml.safe_load(content) or {}).items():
        if key in ("resume", "title"):
            yield Text(file, str(value), line, f"« {key} »")


def _words(token: Token) -> str:
    """The words of a paragraph; its new lines are the file's."""
    said = ""
    for child in token.children or []:
        if child.type in ("text", "text_special"):
            said += child.content
        elif child.type in ("softbreak", "hardbreak"):
            said += "\n"
        elif child.type == "code_inline":
            said += GAP
        elif child.type == "image":
            said += _words(child)
        elif child.type == "myst_role":
            said += _ROLE_TARGET.sub(r"\1", child.content)
    return said


def _directive(file: str, token: Token, line: int) -> Iterator[Text]:
    told = _DIRECTIVE.match(token.info.strip())
    if told is None or told[1] in _SILENT:
        return
    kind, argument = told.groups()
    if kind in _TITLED and argument:
        yield Text(file, argument, line)
    body, line = token.content.splitlines(), line + 1
    while body and (option := _OPTION.fullmatch(body[0].strip())):
        if option[1] not in _NOT_READ and " " in option[2]:
            yield Text(file, option[2], line, f"« {option[1]} »")
        body, line = body[1:], line + 1
    if kind == "quiz":
        for question in read_questions(body, line)[0]:
            yield Text(file, question.text, question.line)
            for choice in question.choices:
                yield Text(file, choice.text, choice.line)
                yield Text(file, choice.why, choice.line)
    elif kind == "raw":
        yield from markup_texts(file, "\n".join(body), line)
    else:
        yield from page_texts(file, "\n".join(body), line)
