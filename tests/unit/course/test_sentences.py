"""Where a paragraph may be cut."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from socialise.course.sentences import sentences


def _cut(source: str) -> list[str]:
    paragraph = next(publish_doctree(source).findall(nodes.paragraph))
    return ["".join(each.astext() for each in one) for one in sentences(paragraph.children)]


@pytest.mark.parametrize(
    ("source", "cut"),
    [
        ("Une phrase.", ["Une phrase."]),
        ("On publie. On attend!\nQui vient?", ["On publie.", "On attend!", "Qui vient?"]),
        ("Le 24 sept. 2027, à 3,5 h. Voilà.", ["Le 24 sept. 2027, à 3,5 h.", "Voilà."]),
        ("Voici M. Roy. Il sort.", ["Voici M. Roy.", "Il sort."]),
        ("Solange dit : « Non. Pas ici. » Idris rit.",
         ["Solange dit : « Non. Pas ici. »", "Idris rit."]),
        ("Un cas (rare. Mais vrai.) Fin.", ["Un cas (rare. Mais vrai.)", "Fin."]),
        ("Un *mot. Puis* deux. Et trois.", ["Un mot. Puis deux.", "Et trois."]),
        ("C'est **3**. Trois dollars.", ["C'est 3.", "Trois dollars."]),
        ("*Tout est dit.* Une suite.", ["Tout est dit.", "Une suite."]),
    ],
)  # fmt: skip
def test_a_paragraph_is_cut_after_its_sentences(source: str, cut: list[str]) -> None:
    """Never inside a quotation, a parenthesis, an emphasis or an abbreviation."""
    assert _cut(source) == cut


def test_the_emphasis_stays_where_it_was() -> None:
    """A slide says it as the lesson does."""
    paragraph = next(publish_doctree("On **compte**. Puis on *décide*.").findall(nodes.paragraph))
    first, second = sentences(paragraph.children)
    assert [type(node) for node in first] == [nodes.Text, nodes.strong, nodes.Text]
    assert [type(node) for node in second] == [nodes.Text, nodes.emphasis, nodes.Text]
    assert isinstance(paragraph.children[1], nodes.strong)  # the lesson keeps its own
