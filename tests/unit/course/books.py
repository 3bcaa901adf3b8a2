"""A small book for the Sphinx extension to build: pages as texts, warnings as text."""

from __future__ import annotations

import io
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_REPOSITORY = Path(__file__).parents[3]


class Book:
    """Pages below `book/` of a folder; `build` gives what Sphinx warned of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[str] = []
        self.left_out: set[str] = set()  # pages that are written and not built
        (root / "book").mkdir()
        (root / "conf.py").write_text("", encoding="utf-8")

    def write(self, **pages: str) -> None:
        """Each page by its name, with _ for -; the contents list them all."""
        for name, text in pages.items():
            path = self.root / "book" / f"{name.replace('_', '-').strip('-')}.md"
            path.write_text(text, encoding="utf-8")
        stems = {path.stem for path in (self.root / "book").glob("*.md")} - self.left_out
        listed = "\n".join(f"book/{stem}" for stem in sorted(stems))
        contents = f"# Accueil\n\n```{{toctree}}\n{listed}\n```\n"
        (self.root / "index.md").write_text(contents, encoding="utf-8")

    def build(self) -> str:
        """Build what changed; gives the warnings. `written` has the pages of this build."""
        warned = io.StringIO()
        self.written.clear()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.root, self.root, self.root / "_build/html", self.root / "_build/doctrees",
                "html",
                confoverrides={
                    "extensions": ["myst_parser", "socialise.course.sphinx"],
                    "html_theme": "socialise",
                    "html_static_path": [str(_REPOSITORY / "book/_static")],
                    "language": "fr",
                    "smartquotes": False,
                    "myst_enable_extensions": ["attrs_block", "colon_fence"],
                    "exclude_patterns": [
                        "_build", "exercises", *(f"book/{stem}.md" for stem in self.left_out),
                    ],
                },
                status=None, warning=warned,
            )  # fmt: skip
            app.connect("html-page-context", lambda app, name, *rest: self.written.append(name))
            app.build()
        return warned.getvalue()

    def page(self, name: str) -> str:
        """A built page's HTML."""
        return (self.root / f"_build/html/book/{name}.html").read_text(encoding="utf-8")
