"""Quebec's spaces around punctuation, as the Office québécois de la langue française advises.

A no-break space before : » % $ and after «; none before ; ! ?; digits, and a number with its unit,
stay together. For prose only: keep code, formulas and markup away from it.
"""

from __future__ import annotations

import re

_SPACE = "[ \u00a0\u202f\u2009]"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # « like this »
        (rf"«{_SPACE}?(?!{_SPACE})(?=\S)", "«\u00a0"),
        (rf"(?<={_SPACE}){_SPACE}+»", "»"),
        (rf"(?<=[^\s\u00a0\u202f\u2009]){_SPACE}?»", "\u00a0»"),
        # one sign: no space before ; ! ?
        (rf"(?<=[^\s\u00a0\u202f\u2009]){_SPACE}(?=[;!?](?!=))", ""),
        # a colon that ends a phrase, never 14:30 nor https://
        (rf"(?<=[\w)»%$]){_SPACE}?:(?=\s|$)", "\u00a0:"),
        # amounts and shares
        (rf"(?<=[0-9]){_SPACE}?(?=%)", "\u00a0"),
        (rf"(?<=[0-9]){_SPACE}?(?=[kM]?\$(?![0-9\w]))", "\u00a0"),
        (r"(?<=[0-9])[ \u202f\u2009](?=[0-9]{3}(?![0-9]))", "\u00a0"),
        # a number and its unit, a day and its month
        (r"(?<=[0-9])[ \u202f\u2009](?=(?:h|min|k)\b)", "\u00a0"),
        (r"(?<=[0-9]\u00a0h)[ \u202f\u2009](?=[0-9])", "\u00a0"),
        (rf"(?<=[0-9r])[ \u202f\u2009](?=(?:{_MONTH})\b)", "\u00a0"),
    )
)


def quebec_typography(text: str) -> str:
    """The same text with Quebec's spaces. Idempotent; changes nothing but spaces."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
