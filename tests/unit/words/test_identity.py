"""What looks like a real person is noticed; amounts, dates and years are left in peace."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import words

unhurried = settings(deadline=None)

EMAILS = [
    ("Écrivez à lise@exemple.ca.", "lise@exemple.ca"),
    ("lise.roy+atelier@boutique.exemple.qc.ca", "lise.roy+atelier@boutique.exemple.qc.ca"),
    ("(lise_roy@exemple.ca)", "lise_roy@exemple.ca"),
    ("hélène@exemple.québec", "hélène@exemple.québec"),
    ("@@ puis LISE@EXEMPLE.CA", "LISE@EXEMPLE.CA"),
    ("lise arobase exemple point ca", "lise arobase exemple point ca"),
    ("lise (at) exemple.ca", "lise (at) exemple.ca"),
    ("lise[at]exemple[.]ca et lise@exemple.ca", "lise@exemple.ca"),
]
NO_EMAILS = [
    "@atelier",
    "3 @ 5 $",
    "a@b",
    "lise@",
    "@exemple.ca",
    "lise @ exemple",
    "12@3.45",
    "le signe arobase se tape avec Alt",
    "un point de vente",
]
PHONES = [
    ("Au (514) 555-0123", "(514) 555-0123"),
    ("514-555-0123", "514-555-0123"),
    ("514 555-0123", "514 555-0123"),
    ("514.555.0123", "514.555.0123"),
    ("514 555 0123", "514 555 0123"),
    ("514\u00a0555\u00a00123", "514\u00a0555\u00a00123"),
    ("4185550123", "4185550123"),
    ("1 800 555-0123", "1 800 555-0123"),
    ("1-800-555-0123", "1-800-555-0123"),
    ("+1 514 555 0123", "+1 514 555 0123"),
    ("(819)555-0123", "(819)555-0123"),
    ("tél.: 450-555-0123 poste 12", "450-555-0123"),
    ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
]
NO_PHONES = [
    "5 145 550 123 $",
    "4185550123 $",
    "514 555 0123 $",
    "1 234 567,50 $",
    "2026-12-03",
    "31-12-2026",
    "03/04/2026",
    "de 2019 à 2026",
    "2019 2020 2021",
    "2019-2020-2021",
    "entre 200-3000 personnes",
    "300 500 1000",
    "12 345 678",
    "9 h 30 à 17 h 30",
    "+5 000 abonnés en 10 jours",
    "+10 000 000 $",
    "code 12345-67890",
    "H2X 1Y4",
    "555-0123",
    "45145550123999",
]
PROFILES = [
    ("voir facebook.com/lise.roy.12", "facebook.com/lise.roy.12"),
    ("https://www.facebook.com/lise.roy.12", "https://www.facebook.com/lise.roy.12"),
    ("https://www.instagram.com/lise_roy/", "https://www.instagram.com/lise_roy"),
    ("linkedin.com/in/lise-roy", "linkedin.com/in/lise-roy"),
    ("tiktok.com/@lise", "tiktok.com/@lise"),
    ("Suivez @lise.roy.", "@lise.roy"),
    ("(@atelier_lise)", "@atelier_lise"),
    ("x.com/liseroy", "x.com/liseroy"),
    ("HTTPS://FACEBOOK.COM/LISE", "HTTPS://FACEBOOK.COM/LISE"),
]
NO_PROFILES = [
    "sur Facebook",
    "facebook.com",
    "https://www.facebook.com/",
    "facebook.com/groups/quartier",
    "facebook.com/events/123",
    "linkedin.com/company/atelier",
    "instagram.com/p/abc",
    "lise@exemple.ca",
    "3 @ 5 $",
    "@ 15 h",
    "@12",
    "exemple.ca/facebook",
    "notfacebook.com/lise",
]
ADDRESSES = [
    ("au 12, rue Fabre", "12, rue Fabre"),
    ("4521 avenue du Parc", "4521 avenue du Parc"),
    ("45 boul. Laurier", "45 boul. Laurier"),
    ("1234, rue Sainte-Catherine Est", "1234, rue Sainte-Catherine"),
    ("12 rue fabre", "12 rue fabre"),
    ("305-12, rue de la Montagne", "305-12, rue de la Montagne"),
    ("12A rue Fabre", "12A rue Fabre"),
    ("123, 4e Avenue", "123, 4e Avenue"),
    ("88 chemin de l'Église", "88 chemin de l'Église"),
    ("7, place Jacques-Cartier", "7, place Jacques-Cartier"),
    ("1, rue Notre-Dame", "1, rue Notre-Dame"),
    ("1350 rang Saint-Joseph", "1350 rang Saint-Joseph"),
    ("Montréal H2X 1Y4", "H2X 1Y4"),
    ("h2x1y4", "h2x1y4"),
    ("G1R\u00a02B5", "G1R\u00a02B5"),
]
NO_ADDRESSES = [
    "dans 3 rues",
    "12 avenues possibles",
    "1 rue sur 3",
    "la rue Masson",
    "au coin de la rue",
    "12 croissants",
    "2 croissants au beurre",
    "une place pour 12",
    "12 cours de poterie",
    "15 places le samedi",
    "B2B",
    "iPhone 15 A1B",
    "3 routes",
    "passer de 3 à 15 inscriptions",
    "le 3 mars 2026",
    "2 h 30 par semaine",
    "12 $ rue",
]
TABLES = [
    (words.looks_like_email, EMAILS, NO_EMAILS),
    (words.looks_like_phone, PHONES, NO_PHONES),
    (words.looks_like_profile, PROFILES, NO_PROFILES),
    (words.looks_like_address, ADDRESSES, NO_ADDRESSES),
]
SEEN = [(look, text, piece) for look, seen, _ in TABLES for text, piece in seen]
QUIET = [(look, text) for look, _, quiet in TABLES for text in quiet]


@pytest.mark.parametrize(("look", "text", "piece"), SEEN)
def test_a_real_person_is_noticed_with_the_piece_that_tells(look, text, piece):
    """The notice shows the piece, so that the learner knows what to take out."""
    assert look(text) == piece
    assert words.personal_detail(text) is not None


@pytest.mark.parametrize(("look", "text"), QUIET)
def test_what_is_nobody_is_left_in_peace(look, text):
    """A false notice makes people ignore the true ones."""
    assert look(text) is None


@given(
    st.decimals(min_value=Decimal("-1E14"), max_value=Decimal("1E14"), places=2, allow_nan=False),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)),
    st.integers(1900, 2199),
)
@unhurried
def test_no_amount_date_or_year_is_a_person(amount, day, year):
    """Whatever the amount, the date or the year, written our way or typed plainly."""
    for told in (
        words.money(amount),
        words.money(amount).replace("\u00a0", " "),
        words.percent(amount),
        f"{amount:f} $",
        words.date(day),
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        f"de {year} à {year + 1}",
        f"{year}-{year + 1}",
    ):
        assert words.personal_detail(f"Le budget : {told}, dit-elle.") is None


@given(st.text())
@unhurried
def test_what_is_noticed_was_written(text):
    """The piece shown is found in the text, but for what surrounds an e-mail."""
    for look, _, _ in TABLES:
        piece = look(text)
        assert piece is None or piece in text
