"""The `drawing` directive: a line drawing put in the page itself.

    ```{drawing} 02-propulsion-ou-ancrage
    Une légende, si elle apprend quelque chose.
    ```

In the page rather than in an `<img>`, because an image cannot see the page's dark colours.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["inline", "setup"]

_log = logging.getLogger(__name__)


def inline(svg: str, name: str, decorative: bool = False) -> str:
    """The drawing as an HTML image with a name and a description that screen readers read.

    A decorative one only repeats the text beside it: it is not announced. Raises ValueError, in
    French, when the drawing has no `<title>` or no `<desc>`.
    """
    svg = re.sub(r"<\?xml.*?\?>|<!--.*?-->\s*", "", svg, flags=re.DOTALL).strip()
    if decorative:
        svg = re.sub(r"<(title|desc)>.*?</\1>\s*", "", svg, flags=re.DOTALL)
        return svg.replace("<svg ", '<svg class="dessin" aria-hidden="true" focusable="false" ', 1)
    for tag in ("title", "desc"):
        if not re.search(rf"<{tag}>\s*\S", svg):
            raise ValueError(f"il manque <{tag}>")
        svg = svg.replace(f"<{tag}>", f'<{tag} id="dessin-{name}-{tag}">', 1)
    labels = f'aria-labelledby="dessin-{name}-title" aria-describedby="dessin-{name}-desc"'
    return svg.replace("<svg ", f'<svg class="dessin" role="img" {labels} ', 1)


class _DrawingDirective(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"decorative": directives.flag}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0].strip()
        path = Path(self.env.srcdir) / "book/_static/figures" / f"{name}.svg"
        self.env.note_dependency(str(path))
        try:
            svg = inline(path.read_text(encoding="utf-8"), name, "decorative" in self.options)
        except (OSError, ValueError) as cause:
            _log.warning(
                "book/_static/figures/%s.svg : %s → dessinez-le avec <title> et <desc>",
                name, cause, location=self.get_location(), type="socialise", subtype="drawing",
            )  # fmt: skip
            return []
        figure = nodes.container(classes=["figure-dessinee"])
        figure += nodes.raw("", svg, format="html")
        if self.content:
            legend = nodes.container(classes=["legende"])
            self.state.nested_parse(self.content, self.content_offset, legend)
            figure += legend
        return [figure]


def setup(app: Sphinx) -> Any:
    """Register the directive."""
    app.add_directive("drawing", _DrawingDirective)
