"""Quebec's spaces around punctuation, as the Office québécois de la langue française advises.

A no-break space before : » % $ and after «; none before ; ! ?; digits, and a number with its unit,
stay together. For prose only: keep code, formulas and markup away from it.
"""

from __future__ import annotations

import re

_SPACE = "[ \u00a0\u202f\u2009]"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# Every run of spaces is tried from its first space only (« (?<=\S) ») and never given back
# (« *+ »), so that a long run costs its length and not its square.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # « like this »
        (rf"«{_SPACE}*+(?=\S)", "«\u00a0"),
        (rf"(?<=\S){_SPACE}*+»", "\u00a0»"),
        # no space before ; ! ? (but « a != b » stays)
        (rf"(?<=\S){_SPACE}++(?=[;!?](?!=))", ""),
        # a colon that ends a phrase, never 14:30 nor https://
        (rf"(?<=[\w)»%$]){_SPACE}*+:(?=\s|$)", "\u00a0:"),
        # amounts and shares
        (rf"(?<=[0-9]){_SPACE}*+(?=%)", "\u00a0"),
        (rf"(?<=[0-9]){_SPACE}*+(?=[kM]?\$(?!\w))", "\u00a0"),
        (r"(?<=[0-9])[ \u202f\u2009](?=[0-9]{3}(?![0-9]))", "\u00a0"),
        # a number and its unit, a day and its month
        (r"(?<=[0-9])[ \u202f\u2009](?=(?:h|min|k)\b)", "\u00a0"),
        (r"(?<=[0-9]\u00a0h)[ \u202f\u2009](?=[0-9])", "\u00a0"),
        (rf"(?:(?<=[0-9])|(?<=[0-9]er))[ \u202f\u2009](?=(?:{_MONTH})\b)", "\u00a0"),
    )
)


def quebec_typography(text: str) -> str:
    """The same text with Quebec's spaces. Idempotent; changes nothing but spaces."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
