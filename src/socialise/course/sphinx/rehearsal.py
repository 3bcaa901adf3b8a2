"""The `ecrans` and `mesures` directives: what a rehearsal of a path showed, and how long it took.

    ```{ecrans} affiche page-vide
    ```

draws these screens side by side, each with its hour; a picture is fetched when it comes near.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.rehearsal import FOLDER, Rehearsal, Screen, read_rehearsal
from socialise.course.sphinx.typography import typeset
from socialise.words import number

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

_log = logging.getLogger(__name__)
_WAITS = {
    "verdict": "De « Vérifier » au verdict",
    "verdict_alone": "De « Vérifier » au verdict, sans aucun réseau",
    "receipt": "De « Remettre » au reçu",
    "table": "De « Remettre » à la ligne de votre tableau",
    "grade": "Noter toute la classe : `socialise grade`",
    "feedback": "Écrire toute la rétroaction : `socialise feedback`",
}


class _Rehearsed(SphinxDirective):
    """What both know: the rehearsal, read again when it is made again."""

    def rehearsal(self) -> Rehearsal:
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / FOLDER / "ecrans.json"))
        return read_rehearsal(root)

    def warn(self, fact: str, cure: str) -> None:
        _log.warning(
            "%s → %s", fact, cure,
            location=self.get_location(), type="socialise", subtype="repetition",
        )  # fmt: skip


class _ScreensDirective(_Rehearsed):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        screens = self.rehearsal().screens
        drawn = []
        for name in self.arguments[0].split():
            if name in screens:
                drawn.append(self._figure(screens[name]))
            else:
                known = ", ".join(screens)
                cure = f"choisissez parmi {known}" if known else "lancez make rehearsal"
                self.warn(f"l'écran « {name} » n'a pas été pris", cure)
        return [nodes.raw("", f'<div class="ecrans">{"".join(drawn)}</div>', format="html")]

    def _figure(self, screen: Screen) -> str:
        up = "../" * self.env.docname.count("/")
        place = escape(f"{up}_static/{FOLDER.rpartition('/')[2]}/{screen.file}")
        alt = escape(typeset(screen.alt))
        shape = "large" if screen.width > screen.height else "etroit"
        return (
            f'<figure class="ecran ecran-{shape}"><a href="{place}"><img src="{place}" '
            f'alt="{alt}" width="{screen.width}" height="{screen.height}" loading="lazy" '
            f'decoding="async"></a><figcaption><b>{escape(screen.hour)}</b> '
            f"{escape(typeset(screen.who))}</figcaption></figure>"
        )


class _MeasuresDirective(_Rehearsed):
    def run(self) -> list[nodes.Node]:
        measured = self.rehearsal().measured
        if not measured:
            self.warn("rien n'a été mesuré", "lancez make rehearsal")
            return []
        said = [
            f"| {label} | {_seconds(measured[what])} "
            f"| {_seconds(measured[f'{what}_max']) if f'{what}_max' in measured else ''} |"
            for what, label in _WAITS.items()
            if what in measured
        ]
        count = (
            f"{measured['learners']:.0f} appareils, {measured['hand_ins']:.0f} remises et "
            f"{measured['texts']:.0f} textes à lire."
        )
        table = ["| Ce qu'on attend | Le plus souvent | Au plus |", "|:---|---:|---:|", *said]
        return self.parse_text_to_nodes("\n".join([count, "", *table]))


def _seconds(value: float) -> str:
    return f"{number(Decimal(str(value)), 1)} s"


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("ecrans", _ScreensDirective)
    app.add_directive("mesures", _MeasuresDirective)
