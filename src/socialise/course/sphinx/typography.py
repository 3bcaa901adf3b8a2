"""Quebec's typography, set by rule in the text of every page."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

__all__ = ["QuebecTypography", "typeset"]

# What people must be able to copy exactly.
_VERBATIM = (nodes.literal, nodes.literal_block, nodes.raw, nodes.math, nodes.math_block,
             nodes.comment)  # fmt: skip


class QuebecTypography(SphinxTransform):
    """No-break spaces and apostrophes in every text that is not code.

    In place of Sphinx's smartquotes, which puts an English quote in « l'[lien](…) ».
    """

    default_priority = 750  # where smartquotes stood: before titles are collected

    def apply(self, **kwargs: Any) -> None:
        """Replace each text by its typeset form."""
        for text in list(self.document.findall(nodes.Text)):
            if not any(isinstance(node, _VERBATIM) for node in _ancestors(text)):
                text.parent.replace(text, nodes.Text(typeset(text.astext())))


def typeset(text: str) -> str:
    """The text with Quebec's spaces and with apostrophes.

    The last two rules are for the ends of a text: « *mot* » is three texts to Sphinx, and
    `quebec_typography` sees one at a time.
    """
    from socialise.words import quebec_typography

    text = re.sub(r"(?<=\w)'", "\u2019", quebec_typography(text))
    text = re.sub(r"^ (?=[»:%$])", "\u00a0", text)
    return re.sub(r"« $", "«\u00a0", text)


def _ancestors(node: nodes.Node) -> list[nodes.Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found
