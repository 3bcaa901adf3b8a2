"""What a reader says when it cannot read: nothing was typed, or what was typed has no one reading.

Neither is a fault of the person who typed; both say what would pass.
"""

from __future__ import annotations

from collections.abc import Callable

from socialise.words.text import normalise, shorten

SEEN_LIMIT = 60  # characters of the typed text that a message repeats


class Missing(Exception):
    """Nothing was typed where a value is needed. `label` names the question (may be empty)."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label

    def __str__(self) -> str:
        return f"«\u00a0{self.label}\u00a0»\u00a0: à compléter." if self.label else "À compléter."


class Unreadable(Exception):
    """Something was typed and no value can be read from it without guessing.

    `seen` is what was typed, on one line and at most 60 characters; `fact` says what prevents
    reading it; `cure` says what would pass, in a whole sentence. As text: « seen » fact. cure.
    """

    def __init__(self, text: str, cure: str, fact: str = "reste à préciser") -> None:
        super().__init__(text, cure, fact)
        one_line = " ".join(normalise(text[: 20 * SEEN_LIMIT]).split())
        self.seen = shorten(one_line, SEEN_LIMIT)
        self.fact = fact
        self.cure = cure

    def __str__(self) -> str:
        return f"«\u00a0{self.seen}\u00a0» {self.fact}. {self.cure}"


def every(*parts: Callable[[], bool]) -> bool:
    """Whether all hold. One that does not decides, even where another cannot be read.

    Each may raise Missing, which decides too, and Unreadable, which waits.
    """
    unread = None
    for part in parts:
        try:
            if not part():
                return False
        except Unreadable as unreadable:
            unread = unread or unreadable
    if unread is not None:
        raise unread
    return True
