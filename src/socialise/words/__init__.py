"""French as Quebec writes it, in one place: reading what people type, writing values, text.

Standard library only: it runs in Python 3.11 and, in the browser, in Python 3.14.
"""

from socialise.words.dates import read_date
from socialise.words.durations import read_duration
from socialise.words.format import count, date, hours, money, number, percent
from socialise.words.identity import (
    looks_like_address,
    looks_like_email,
    looks_like_phone,
    looks_like_profile,
    personal_detail,
)
from socialise.words.numbers import read_money, read_number, read_percent
from socialise.words.person import first_person, second_person
from socialise.words.text import fold, nfc, normalise, shorten
from socialise.words.typography import quebec_typography
from socialise.words.unreadable import Missing, Unreadable, every
from socialise.words.wording import distinct, holds, sentences, words_in

__all__ = [
    "Missing",
    "Unreadable",
    "count",
    "date",
    "distinct",
    "every",
    "first_person",
    "fold",
    "holds",
    "hours",
    "looks_like_address",
    "looks_like_email",
    "looks_like_phone",
    "looks_like_profile",
    "money",
    "nfc",
    "normalise",
    "number",
    "percent",
    "personal_detail",
    "quebec_typography",
    "read_date",
    "read_duration",
    "read_money",
    "read_number",
    "read_percent",
    "second_person",
    "sentences",
    "shorten",
    "words_in",
]
