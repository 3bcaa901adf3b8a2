"""The slides of each lesson: `diapos/<lesson>.html`, made from the lesson itself.

A trainer finds them on the lesson's guide and in the paths.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from socialise.course.slides import Alone, Kind, Slide, slides_of
from socialise.course.sphinx.activity import Placed
from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.quiz import DrawnQuestion, drawn_questions
from socialise.course.sphinx.typography import typeset

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup", "slides_page"]

_TEMPLATE = Path(__file__).parent / "theme" / "slides.html"
_STATIC = _TEMPLATE.parent / "static"
_MAKERS = [
    Path(__file__).parents[1] / f"{name}.py"
    for name in ("screen", "sentences", "slide_part", "slides", "spread")
]
_GUIDE = re.compile(r"^(?P<root>.*/)?guides/(?P<lesson>[^/]+)$")


def slides_page(docname: str) -> str:
    """« diapos/02-propulsion-ou-ancrage », the page of the slides of a lesson."""
    return f"diapos/{docname.rpartition('/')[2]}"


def _lessons(env: BuildEnvironment) -> list[str]:
    return sorted(name for name in env.found_docs if lesson_number(name))


def _digest(paths: Iterable[Path], *others: str) -> str:
    digest = hashlib.sha256("\0".join(others).encode())
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _written(app: Sphinx, docname: str) -> Path:
    return Path(app.outdir) / f"{slides_page(docname)}.html"


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """All slides are made again when what makes them changes, or when a guide comes or goes.

    Sphinx writes nothing when no page changed: one lesson that is read again is enough.
    """
    if app.builder.format != "html":
        return []
    guides = sorted(name for name in env.found_docs if _lesson_of(name))
    now = _digest([*_STATIC.iterdir(), _TEMPLATE, *_MAKERS], *guides)
    before, vars(env)["socialise_slides"] = vars(env).get("socialise_slides"), now
    if before != now:
        for docname in _lessons(env):
            _written(app, docname).unlink(missing_ok=True)
    return [name for name in _lessons(env) if not _written(app, name).is_file()][:1]


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, context and template of each lesson's slides that are older than its text."""
    if app.builder.format != "html":
        return
    version = _digest(_STATIC.iterdir())
    for docname in _lessons(app.env):
        written, read = _written(app, docname), Path(app.doctreedir) / f"{docname}.doctree"
        if written.is_file() and written.stat().st_mtime_ns > read.stat().st_mtime_ns:
            continue
        doctree = app.env.get_and_resolve_doctree(docname, app.builder)
        deck = _Deck(app, docname, doctree)
        context = {"title": deck.title, "deck": deck, "assets": version}
        yield slides_page(docname), context, "slides.html"


class _Deck:
    """What the template needs to know of a lesson's slides."""

    def __init__(self, app: Sphinx, docname: str, doctree: nodes.document) -> None:
        self._builder: Any = app.builder
        self.docname = docname
        self.number = lesson_number(docname)
        self.title = app.env.titles[docname].astext()
        self.promise = typeset(app.env.metadata.get(docname, {}).get("resume", ""))
        told = (each for each in doctree.findall(nodes.paragraph) if "duree" in each["classes"])
        self.minutes = "".join(each.astext() for each in told)
        guides = (name for name in app.env.found_docs if _lesson_of(name) == docname)
        self.way_out = next(guides, docname)
        cut = slides_of(doctree, _special)
        questions = [slide for slide in cut if slide.kind is Kind.QUESTION]
        self.questions = {slide.ids[0]: at for at, slide in enumerate(questions, 1)}
        self.slides = [self._drawn(slide) for slide in cut]

    @property
    def contents(self) -> list[tuple[str, str, bool]]:
        """The list that one jumps from: address, words, whether a step begins there."""
        found, step = [], 0
        for slide in self.slides:
            if slide["step"] > step:
                step = slide["step"]
                found.append((slide["id"], f"{step}. {slide['step_title']}", True))
            if slide["later"] or slide["heading"] == slide["step_title"]:
                continue
            words = f"Question {slide['rank']}" if "rank" in slide else slide["heading"]
            found.append((slide["id"], words, False))
        return found

    def _drawn(self, slide: Slide) -> dict[str, Any]:
        told: dict[str, Any] = {
            "kind": slide.kind.value,
            "heading": slide.heading,
            "kicker": slide.kicker,
            "step": slide.step,
            "step_title": slide.step_title,
            "id": slide.ids[-1],
            "ids": slide.ids,
            "size": slide.size.name.lower(),
            "notice": slide.notice,
            "later": slide.later,
            "body": self._html(slide.body),
        }
        told["hidden"] = 'class="resultat"' in told["body"]
        if slide.kind is Kind.TITLE:
            told["body"] = _silent(told["body"])
        if isinstance(slide.content, Placed):
            told["minutes"] = slide.content.minutes
            told["activity"] = slide.content.activity
        if isinstance(slide.content, DrawnQuestion):
            told["rank"] = self.questions[slide.ids[0]]
            told["choices"] = [
                {"text": self._inline(text), "why": self._inline(why), "right": right}
                for text, why, right in slide.content.choices
            ]
        return told

    def _html(self, elements: Iterable[nodes.Node]) -> str:
        return "".join(self._builder.render_partial(each)["fragment"] for each in elements)

    def _inline(self, children: Iterable[nodes.Node]) -> str:
        copies = [child.deepcopy() for child in children]
        return self._html([nodes.inline("", "", *copies)])


def _special(element: nodes.Element) -> list[Alone] | None:
    if isinstance(one := element.get("placed"), Placed):
        title = str(one.schema["title"])
        return [Alone(Kind.ACTIVITY, title, one, f"activite-{one.activity}")]
    questions = drawn_questions(element)
    return [Alone(Kind.QUESTION, one.text, one) for one in questions] or None


def _silent(drawing: str) -> str:
    """A drawing that screen readers leave out: the lesson describes it."""
    drawing = re.sub(r"<(title|desc)[^>]*>.*?</\1>\s*", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r'<div class="legende.*?</div>\s*', "", drawing, flags=re.DOTALL)
    return re.sub(r' role="img"[^>]*?(?=[ >]viewBox| xmlns|>)', ' aria-hidden="true"', drawing)


def _lesson_of(docname: str) -> str | None:
    """« book/02-lecon » for « book/guides/02-lecon »; None for what is not a guide."""
    found = _GUIDE.match(docname)
    return f"{found['root'] or ''}{found['lesson']}" if found else None


class _TellOnGuide(SphinxPostTransform):
    """« Pour projeter », under the first words of a lesson's guide."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        lesson = _lesson_of(self.env.docname)
        if lesson is None or lesson not in self.env.found_docs or not lesson_number(lesson):
            return
        first = next(iter(self.document.findall(nodes.paragraph)), None)
        if first is None:
            return
        uri = self.app.builder.get_relative_uri(self.env.docname, slides_page(lesson))
        words = f"les diapositives de la leçon {lesson_number(lesson)}"
        link = nodes.reference("", words, internal=True, refuri=uri)
        told = nodes.paragraph("", typeset("Pour projeter : "), link, nodes.Text("."))
        first.parent.insert(first.parent.index(first) + 1, told)


def _sweep(app: Sphinx, failure: Exception | None) -> None:
    """Slides of a lesson that is gone go too."""
    if failure or app.builder.format != "html":
        return
    kept = {_written(app, name) for name in _lessons(app.env)}
    for path in (Path(app.outdir) / "diapos").glob("*.html"):
        if path not in kept:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Make the slides with the pages."""
    app.add_post_transform(_TellOnGuide)
    app.connect("env-get-outdated", _outdated)
    app.connect("html-collect-pages", _pages)
    app.connect("build-finished", _sweep)
