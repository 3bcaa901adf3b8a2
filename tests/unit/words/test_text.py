"""Text is kept clean, compared without its accents, and cut where it can be."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialise import words

unhurried = settings(deadline=None)

NORMALISED = [
    ("cafe\u0301", "café"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\u2028b\u2029c\u0085d", "a\nb\nc\nd"),
    ("a\x00b\x1bc\x7f", "abc"),
    ("a\tb", "a\tb"),
    ("  a  ", "  a  "),
    ("\ufeffbonjour", "bonjour"),
    ("droite\u202egauche\u202c", "droitegauche"),
    ("mot\u00adlong\u200b", "motlong"),
    ("\ud800abc", "abc"),
    ("a\uffffb", "ab"),
    ("👩\u200d🎨", "👩\u200d🎨"),
    ("1\u00a0234\u202f$", "1\u00a0234\u202f$"),
    ("\u0344", "\u0308\u0301"),
    ("a" + "\u0300" * 500, "à" + "\u0300" * 29),
]
FOLDED = [
    ("L'ÉTÉ", "l'ete"),
    ("L’été", "l'ete"),
    ("  À   bientôt\n", "a bientot"),
    ("cœur", "coeur"),
    ("CŒUR", "coeur"),
    ("Ævar", "aevar"),
    ("e\u0301te\u0301", "ete"),
    ("mots\u2011clics", "mots-clics"),
    ("1\u00a0234", "1 234"),
    ("ﬁn", "fin"),
    ("ＡＢ", "ab"),
    ("Straße", "strasse"),
    ("İ", "i"),
    ("", ""),
]
COUNTED = [
    ("Elle tient un salon", 4),
    ("l'infolettre de Sœur-Marie", 5),
    ("25 $ le 1er mars", 3),
    ("« Bonjour ! »", 1),
    ("2026 — 12 — 03", 0),
    ("e\u0301te\u0301", 1),
    ("", 0),
    ("😀 😀", 0),
    ("a_b", 2),
]


@pytest.mark.parametrize(("text", "expected"), NORMALISED)
def test_what_is_kept(text, expected):
    """What is stored can be shown, printed and compared: no control, no invisible mark."""
    assert words.normalise(text) == expected


@given(st.text())
@unhurried
@example("\u0344" * 40)
@example("\u0f73" * 40)
@example("a" + "\u0316\u0300" * 40)
@example("\u1100\u1161" * 3)
def test_normalising_twice_changes_nothing(text):
    """An answer saved, loaded and saved again stays the same file."""
    once = words.normalise(text)
    assert words.normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert "\r" not in once
    assert "\x00" not in once


@given(st.text())
@unhurried
def test_both_unicode_forms_normalise_alike(text):
    """A Mac types « é » in two characters, a phone in one."""
    nfd, nfc = (words.normalise(unicodedata.normalize(form, text)) for form in ("NFD", "NFC"))
    assert nfd == nfc


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_what_is_compared(text, expected):
    """Two people who write the same thing with other keys are taken to say the same."""
    assert words.fold(text) == expected


@given(st.text())
@unhurried
@example("İ")
@example("ᾳ")
@example("\u1e9e")
@example("ŉ")
@example("\u037a")
@example("´")
def test_folding_twice_changes_nothing(text):
    """Folded text is a key: it folds to itself."""
    once = words.fold(text)
    assert words.fold(once) == once


@given(st.text("abcdéèêçàœÉ' -\u2019\u00a0"))
@unhurried
def test_folding_ignores_case(text):
    """Capitals do not change what is said."""
    assert words.fold(text.upper()) == words.fold(text)


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_words_are_counted_as_on_paper(text, expected):
    """A run of letters and digits that holds a letter; apostrophes and hyphens separate."""
    assert len(words.words_in(text)) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Été", "ete!", "hiver"], ["Été", "hiver"]),
        (["l'été", "l’été ", "L'ETE..."], ["l'été"]),
        (["", " ", "!!!", "a"], ["a"]),
        ([], []),
    ],
)
def test_texts_that_differ(texts, expected):
    """Case, accents, punctuation and spaces make no difference; a blank is nothing."""
    assert words.distinct(texts) == expected


@pytest.mark.parametrize(
    ("text", "spoken_to"),
    [
        ("Vos mardis sont vides?", True),
        ("Passez nous voir", True),
        ("J'ai pensé à toi", True),
        ("je t'attends", True),
        ("VENEZ", True),
        ("La boutique ouvre chez nous, assez tôt", False),
        ("Le nez au vent", False),
        ("Sur rendez-vous seulement", False),
        ("Prise de rendez-vous en ligne", False),
        ("Prenez rendez-vous", True),
        ("Votre rendez-vous est prêt", True),
        ("Samedi, rien. Rendez-vous au marché", True),
        ("Y a-t-il une place chez Lopez?", False),
        ("Un t-shirt à gagner, le ton est donné", False),
        ("Ton t-shirt t'attend", True),
        ("Elle prend son temps", False),
        ("", False),
    ],
)
def test_a_text_that_speaks_to_someone(text, spoken_to):
    """A pronoun of the second person, or an imperative in -ez."""
    assert (words.second_person(text) is not None) is spoken_to


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je m'appelle Flavie et j'ai mes ruches", ["je", "m", "j", "mes"]),
        ("J’aime MA mère, moi-même", ["j", "ma", "moi"]),
        ("M. Roy mange du jambon à Montréal", []),
        ("Nous sommes fiers de notre métier", []),
        ("", []),
    ],
)
def test_a_text_in_which_someone_speaks_of_herself(text, expected):
    """Pronouns and possessives, elided or not; a mister is someone else."""
    assert words.first_person(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une. Deux! Trois? Quatre… cinq\nsix", ["Une", "Deux", "Trois", "Quatre", "cinq", "six"]),
        ("Un... deux.Trois", ["Un", "deux", "Trois"]),
        ("C'est 12.50 $ sur exemple.ca. Voilà", ["C'est 12.50 $ sur exemple.ca", "Voilà"]),
        ("un; deux, trois : quatre", ["un; deux, trois : quatre"]),
        ("!!! 12.", []),
        ("", []),
    ],
)
def test_sentences_end_where_one_breathes(text, expected):
    """At . ! ? … or at the end of a line, never inside an amount or an address."""
    assert words.sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("Tout est LIVRE, en deux jours, promis", "Livré en deux jours!", True),
        ("Tout est livré en trois jours", "Livré en deux jours!", False),
        ("#livreendeuxjours", "Livré en deux jours", True),
        ("vélo", "Lô", False),
        ("Livré en deux", "Livré en deux jours", False),
        ("n'importe quoi", "", False),
        ("", "?", False),
    ],
)
def test_a_text_holds_a_phrase_however_it_is_typed(text, phrase, held):
    """The letters count, and where its words begin and end."""
    assert words.holds(text, phrase) is held


@given(st.text(), st.integers(1, 40))
@unhurried
def test_a_shortened_text_fits(text, limit):
    """It fits, it is the beginning of the text, and says so by « … »."""
    short = words.shorten(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("bonjour", 7, "bonjour"),
        ("bonjour à vous", 10, "bonjour à…"),
        ("bonjour à vous", 9, "bonjour…"),
        ("anticonstitutionnellement", 10, "anticonst…"),
        ("abc", 1, "…"),
    ],
)
def test_a_text_is_cut_between_words_where_it_can(text, limit, expected):
    """A word is not cut when a space is near."""
    assert words.shorten(text, limit) == expected


def test_a_limit_of_nothing_is_refused():
    """There is no way to say « … » in no character."""
    with pytest.raises(ValueError, match="limit"):
        words.shorten("abc", 0)


HARD = [
    "\u0300\u0316", "e\u0301", "a@", "a@a.", "@a ", "1 ", "1,", "514-", "514 555 ", "(514) ",
    "12 rue ", "facebook.com/", "a (at) a.", "arobase ", "«", "»", " »", " ", "\u00a0", " :",
    " !", "12 $", "a-", "l'", "\r\n", "\u200b", "ﷺ", "-", "_", "H2X 1Y", "+33 ", "1er ",
]  # fmt: skip
LOOKERS = (
    words.normalise,
    words.fold,
    words.words_in,
    words.first_person,
    words.second_person,
    words.sentences,
    words.quebec_typography,
    words.looks_like_email,
    words.looks_like_phone,
    words.looks_like_profile,
    words.looks_like_address,
)


@pytest.mark.parametrize("seed", HARD)
def test_a_hundred_thousand_characters_are_read_at_once(seed):
    """Time grows with the length, never with its square: a square would take minutes here."""
    text = (seed * (100_000 // len(seed) + 1))[:100_000]
    for look in LOOKERS:
        found = look(text)
        assert found is None or len(found) <= 20 * len(text)
