"""The `quiz` directive: a few questions in a lesson, each answer explained as soon as it is chosen.

    ```{quiz} 02-propulsion
    ? La question, en une ligne
    + La réponse juste :: Pourquoi elle l'est.
    - Une autre réponse :: Pourquoi elle ne l'est pas.
    ```

The page holds everything: without JavaScript, explanations are under « Les réponses ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.quiz import Choice, Problem, Question, identity_problem, read_questions
from socialise.course.sphinx.assets import widget_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["DrawnQuestion", "drawn_questions", "quizzes", "setup"]

_log = logging.getLogger(__name__)

_Inline = Callable[[str, int], list[nodes.Node]]


class _Tag(nodes.General, nodes.TextElement):
    """An HTML element for which docutils has no node: `tag`, and `html`, its attributes."""


@dataclass(frozen=True)
class DrawnQuestion:
    """A question as a page has it: its words; each choice, its reason, whether it is right."""

    text: str
    choices: tuple[tuple[list[nodes.Node], list[nodes.Node], bool], ...]


def quizzes(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """The quizzes of each page, by page name: id and line; kept with Sphinx's environment."""
    found: dict[str, list[tuple[str, int]]] = vars(env).setdefault("socialise_quizzes", {})
    return found


class _QuizDirective(SphinxDirective):
    optional_arguments = 1  # required, but a missing id is told in French
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip() if self.arguments else ""
        questions, problems = read_questions(
            list(self.content), self.lineno + 1 + self.content_offset
        )
        if bad := identity_problem(name, self.lineno):
            problems.insert(0, bad)
        for problem in problems:
            _warn(self.env.docname, name, problem)
        if problems:
            return []
        quizzes(self.env).setdefault(self.env.docname, []).append((name, self.lineno))
        return [_drawn(name, questions, self._inline)]

    def _inline(self, text: str, line: int) -> list[nodes.Node]:
        found, messages = self.state.inline_text(text, line)
        return [*found, *messages]


def _warn(docname: str, name: str, problem: Problem) -> None:
    _log.warning(
        "quiz « %s » : %s → %s", name, problem.fact, problem.cure,
        location=(docname, problem.line), type="socialise", subtype="quiz",
    )  # fmt: skip


def _tag(tag: str, *children: nodes.Node, classes: str = "", **html: str) -> _Tag:
    """`data_quiz` is written `data-quiz`; `id` goes through docutils, which knows them all."""
    ids = [html.pop("id")] if "id" in html else []
    attributes = {name.rstrip("_").replace("_", "-"): value for name, value in html.items()}
    return _Tag("", "", *children, tag=tag, html=attributes, ids=ids, classes=classes.split())


def _drawn(name: str, questions: list[Question], inline: _Inline) -> _Tag:
    form = f"quiz-{name}"
    answers = [_explained(form, question, inline) for question in questions]
    return _tag(
        "form",
        *(_asked(form, question, inline) for question in questions),
        _tag(
            "details",
            _tag("summary", nodes.Text("Les réponses")),
            _tag("ol", *answers),
            classes="quiz-reponses",
        ),
        _tag(
            "div",
            _tag("p", classes="quiz-compte", data_compte="Vos réponses\u00a0: {n} sur {total}"),
            _tag("button", nodes.Text("Recommencer"), type="reset", classes="bouton discret"),
            classes="quiz-barre",
        ),
        classes="quiz",
        id=form,
        data_quiz=name,
        autocomplete="off",  # what is kept is ours: a browser's own memory would disagree
        method="dialog",  # Enter in a radio button sends a form: this one goes nowhere
    )


def _asked(form: str, question: Question, inline: _Inline) -> _Tag:
    return _tag(
        "fieldset",
        _tag("legend", _tag("span", *inline(question.text, question.line))),
        *(
            _tag(
                "div",
                _tag("input", type="radio", name=question.key, value=choice.key, id=place),
                _tag("label", *inline(choice.text, choice.line), for_=place),
                classes="quiz-choix",
            )
            for place, choice in _places(form, question)
        ),
        _tag("div", classes="quiz-retour"),
    )


def _explained(form: str, question: Question, inline: _Inline) -> _Tag:
    rows = []
    for place, choice in _places(form, question):
        sign, word = ("✓", "Oui.") if choice.right else ("○", "Pas tout à fait.")
        why = _tag(
            "dd",
            _tag("span", nodes.Text(sign), classes="quiz-signe", aria_hidden="true"),
            nodes.strong("", word),
            nodes.Text(" "),
            *inline(choice.why, choice.line),
            classes="juste" if choice.right else "",
            id=f"{place}-pourquoi",
        )
        rows += [_tag("dt", *inline(choice.text, choice.line)), why]
    return _tag("li", _tag("dl", *rows))


def _places(form: str, question: Question) -> Iterator[tuple[str, Choice]]:
    for choice in question.choices:
        yield f"{form}-{question.key}-{choice.key}", choice


def drawn_questions(element: nodes.Element) -> list[DrawnQuestion]:
    """The questions of a quiz that the directive gave; none for any other element."""
    if not (isinstance(element, _Tag) and "quiz" in element["classes"]):
        return []
    asked = [each for each in element if each["tag"] == "fieldset"]
    answers = [each for each in element.findall(_Tag) if each["tag"] == "li"]
    return [_read_again(*both) for both in zip(asked, answers, strict=True)]


def _read_again(asked: _Tag, answers: _Tag) -> DrawnQuestion:
    labels = [each for each in asked.findall(_Tag) if each["tag"] == "label"]
    reasons = [each for each in answers.findall(_Tag) if each["tag"] == "dd"]
    choices = [
        (label.children, why.children, "juste" in why["classes"])
        for label, why in zip(labels, reasons, strict=True)
    ]
    return DrawnQuestion(asked.next_node(_Tag).astext(), tuple(choices))


def _open(self: HTML5Translator, node: _Tag) -> None:
    self.body.append(self.starttag(node, node["tag"], "", **node["html"]))


def _close(self: HTML5Translator, node: _Tag) -> None:
    if node["tag"] != "input":
        self.body.append(f"</{node['tag']}>\n")


def _skip(self: Any, node: nodes.Node) -> None:
    """A quiz means nothing in a format that is not a page."""
    raise nodes.SkipNode


def _unique(app: Sphinx, env: BuildEnvironment) -> None:
    """Two quizzes of one name would share what a device keeps. Asked again at each build."""
    first: dict[str, str] = {}
    for docname in sorted(quizzes(env)):
        for name, line in quizzes(env)[docname]:
            if name in first:
                fact = f"l'identifiant sert déjà dans {first[name]}.md"
                _warn(docname, name, Problem(line, fact, "donnez-en un autre à celui-ci"))
            first.setdefault(name, docname)


def _add_module(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """The quiz's module on a page with a quiz; nothing on the others."""
    if quizzes(app.env).get(pagename):
        context["quiz_module"] = f"{widget_folder()}/quiz.js"


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    quizzes(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    quizzes(env).update({k: v for k, v in quizzes(other).items() if k in docnames})


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(
        _Tag, html=(_open, _close), latex=(_skip, None), text=(_skip, None), man=(_skip, None),
        texinfo=(_skip, None),
    )  # fmt: skip
    app.add_directive("quiz", _QuizDirective)
    app.connect("html-page-context", _add_module)
    app.connect("env-updated", _unique)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
