"""A French search that forgives missing accents: « reseaux » finds « réseaux »."""

from __future__ import annotations

import unicodedata

from sphinx.search.fr import SearchFrench

__all__ = ["SearchFrenchFolded", "fold"]


def fold(text: str) -> str:
    """Lower case, without accents and with ligatures opened: « Œuvré » gives « oeuvre »."""
    opened = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", opened) if not unicodedata.combining(c))


class SearchFrenchFolded(SearchFrench):
    """Folds words before the stemmer, in the index (Python) and in the query (JavaScript).

    Folding comes first on both sides so that a word gives the same stem with or without its
    accents: the stemmer itself reads accents.
    """

    # Sphinx writes this in language_data.js; searchtools.js then leaves its own function out.
    js_splitter_code = r"""
var splitQuery = function (query) {
  return query.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae")
    .normalize("NFD").replace(/\p{Mn}/gu, "")
    .split(/[^\p{Letter}\p{Number}_]+/gu).filter(function (word) { return word; });
};
"""

    def init(self, options: dict[str, str]) -> None:
        """Fold the stop words too: they are compared with folded words."""
        super().init(options)
        self.stopwords = {fold(word) for word in self.stopwords}

    def split(self, input: str) -> list[str]:
        """The folded words of a text."""
        return super().split(fold(input))

    def stem(self, word: str) -> str:
        """The stem of a word, folded first: titles and headings come here unsplit."""
        return super().stem(fold(word))
