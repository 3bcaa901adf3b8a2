"""The `activity` directive: a form in a lesson, made from the released notebook.

```{activity} 02-propulsion-ou-ancrage/persona
```
"""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.sphinx.assets import runtime_uri, widget_folder
from socialise.form import BrokenActivity
from socialise.words import count

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["Placed", "placed", "script_json", "setup"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Placed:
    """An activity placed in a page: its bundle (JSON text) and its released notebook."""

    lesson: str
    activity: str
    bundle: str
    notebook: Path
    minutes: int
    points: float
    trainer_points: float
    schema: dict[str, Any] = field(hash=False, compare=False)

    @property
    def bundle_uri(self) -> str:
        """Its place in the site; the digest lets browsers keep it for ever."""
        digest = hashlib.sha256(self.bundle.encode()).hexdigest()[:12]
        return f"_static/activites/{self.lesson}/{self.activity}.{digest}.json"

    @property
    def notebook_uri(self) -> str:
        """The place of the notebook that a learner can download."""
        return f"_static/activites/{self.lesson}/{self.activity}.ipynb"


class _ActivityNode(nodes.General, nodes.Element):
    """One activity in a page; its `placed` attribute is a `Placed`."""


def placed(env: BuildEnvironment) -> dict[str, list[Placed]]:
    """The activities of each page, by page name; kept with Sphinx's environment."""
    activities: dict[str, list[Placed]] = vars(env).setdefault("socialise_activities", {})
    return activities


def script_json(data: object) -> str:
    """JSON that can stand in a `<script>`: no text in it can close the element."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", r"\u003c")


class _ActivityDirective(SphinxDirective):
    """`{activity} <lesson>/<activity>`: warns, in French, when there is no such notebook."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip().strip("/")
        notebook = Path(self.env.srcdir) / "exercises" / f"{name}.ipynb"
        self.env.note_dependency(str(notebook))
        lesson, _, activity = name.partition("/")
        if not activity or not notebook.is_file():
            self._warn(name, "pas d'exercice à ce nom", f"écrivez solutions/{name}.md", notebook)
            return []
        try:
            one = _read(lesson, activity, notebook)
        except (BrokenActivity, OSError, KeyError, TypeError, ValueError) as cause:
            self._warn(name, f"ne se lit pas ({cause})", f"corrigez solutions/{name}.md", notebook)
            return []
        placed(self.env).setdefault(self.env.docname, []).append(one)
        return [_ActivityNode(placed=one)]

    def _warn(self, name: str, fact: str, cure: str, notebook: Path) -> None:
        _log.warning(
            "exercises/%s.ipynb : %s → %s, puis lancez « socialise release »%s",
            name, fact, cure, _known(notebook),
            location=self.get_location(), type="socialise", subtype="activity",
        )  # fmt: skip


def _known(notebook: Path) -> str:
    root = notebook.parent.parent
    names = sorted(f"{p.parent.name}/{p.stem}" for p in root.glob("*/*.ipynb"))
    return f" (exercices connus : {', '.join(names)})" if names else ""


def _read(lesson: str, activity: str, notebook: Path) -> Placed:
    from socialise.course.bundle import read_bundle  # lazy: reads notebooks

    bundle: dict[str, Any] = read_bundle(notebook)
    graded = [c for c in bundle["cells"] if c.get("points")]
    return Placed(
        lesson=lesson,
        activity=activity,
        bundle=json.dumps(bundle, ensure_ascii=False, indent=2, sort_keys=True) + "\n",
        notebook=notebook,
        minutes=int(bundle["minutes"]),
        points=sum(c["points"] for c in graded),
        trainer_points=sum(c["points"] for c in graded if c["role"] == "free_text"),
        schema=bundle["schema"],
    )


def _measure(one: Placed) -> str:
    """« 20 points, dont 3 donnés par la personne qui anime l'atelier. »"""
    text = f"{one.points:g} points"
    if one.trainer_points:
        text += f", dont {one.trainer_points:g} donnés par la personne qui anime l’atelier"
    return text.replace(".", ",")


def _on_paper(uri: str, pages: int) -> str:
    told = f"sur papier (PDF, {count(pages, 'page', 'pages')})"
    return f' et <a href="{html.escape(uri)}">{html.escape(told)}</a>'


def _visit(self: HTML5Translator, node: _ActivityNode) -> None:
    from socialise.course.sphinx.worksheets import worksheets  # they are made from what is placed

    one: Placed = node["placed"]
    docname = self.builder.current_docname
    runtime = runtime_uri(self.builder.app)
    attributes = {
        "class": "activite",
        "id": f"activite-{one.activity}",
        "data-lesson": one.lesson,
        "data-activity": one.activity,
        "data-bundle": _relative(docname, one.bundle_uri),
        # Absent when the browser's Python was not built: the server judges, or nobody does.
        **({"data-runtime": _relative(docname, runtime)} if runtime else {}),
    }
    rendered = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    notebook = html.escape(_relative(docname, one.notebook_uri))
    sheet = worksheets(self.builder.env).get(f"{one.lesson}/{one.activity}")
    on_paper = _on_paper(_relative(docname, sheet.uri), sheet.pages) if sheet else ""
    self.body.append(f"""
<section {rendered}>
<script type="application/json" class="activite-schema">{script_json(one.schema)}</script>
<noscript><p>{html.escape(one.schema["title"])}&nbsp;: ce formulaire a besoin de JavaScript.
Sans lui, prenez le cahier Jupyter ou la feuille à imprimer, ci-dessous.</p></noscript>
</section>
<p class="activite-suite">Cette activité compte {html.escape(_measure(one))}. Elle existe aussi en
<a download href="{notebook}">cahier Jupyter</a>{on_paper}.</p>
""")
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Node) -> None:
    """A form means nothing in a format that is not a page."""
    raise nodes.SkipNode


def _relative(docname: str, target: str) -> str:
    return "../" * docname.count("/") + target


def _add_module(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """The form's module and style, once, on a page with a form; nothing on the others."""
    if placed(app.env).get(pagename):
        folder = _relative(pagename, widget_folder())
        context["activity_module"] = f"{folder}/page.js"
        context["activity_style"] = f"{folder}/form.css"


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    placed(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    placed(env).update({k: v for k, v in placed(other).items() if k in docnames})


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(
        _ActivityNode, html=(_visit, None), latex=(_skip, None), text=(_skip, None),
        man=(_skip, None), texinfo=(_skip, None),
    )  # fmt: skip
    app.add_directive("activity", _ActivityDirective)
    app.connect("html-page-context", _add_module)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
