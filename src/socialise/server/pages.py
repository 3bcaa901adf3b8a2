"""The server's own pages: templates whose every value is escaped, in the look of the book."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from socialise.server import csp
from socialise.server.context import Context
from socialise.words import quebec_typography

_TEMPLATES = Path(__file__).with_name("templates")
_SITE_STYLES = ("_static/css/polices.css", "_static/css/couleurs.css")
_SITE_ICON = "_static/favicon.svg"


class Pages:
    """Draws the templates of one server."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def draw(self, name: str, **values: Any) -> str:
        """The text of a template."""
        return self._environment.get_template(name).render(
            room=self._context.room,
            styles=[f"/{each}" for each in _SITE_STYLES if self._has(each)],
            icon=f"/{_SITE_ICON}" if self._has(_SITE_ICON) else "/formateur/icone.svg",
            **values,
        )

    def page(self, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page, with the policy of ours."""
        headers = {"Content-Security-Policy": csp.TRAINER}
        return HTMLResponse(self.draw(name, **values), status, headers)

    def absent(self) -> HTMLResponse:
        """What stands where there is no page."""
        site = self._context.site
        built = site is not None and (site / "index.html").is_file()
        return self.page("absente.html", 404, built=built)

    def _has(self, relative: str) -> bool:
        site = self._context.site
        return site is not None and (site / relative).is_file()

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["typo"] = quebec_typography
        return environment
