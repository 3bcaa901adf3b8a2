"""Answers to export, as plain mappings, and readers of what comes out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from socialise.words import Unreadable

D = Decimal


class Typed(dict[str, Any]):
    """Answers as a form gives them: an Unreadable among the values is raised when it is read."""

    def get(self, key: str, default: Any = None, /) -> Any:
        value = super().get(key, default)
        if isinstance(value, Unreadable):
            raise value
        return value


@pytest.fixture
def now() -> datetime:
    """Late in the evening in Quebec: already the next day in UTC."""
    return datetime(2026, 11, 21, 21, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def later(now: datetime) -> datetime:
    """Another day."""
    return now.astimezone(UTC) + timedelta(days=3)


@pytest.fixture
def persona() -> dict[str, Any]:
    """A complete persona."""
    return {
        "prenom": "Nadia",
        "situation": "Nadia tient un salon à trois chaises dans Villeray.",
        "objectifs": [
            {"enonce": "Remplir les mardis", "preuve": "entrevue"},
            {"enonce": "Finir sa semaine à 17 h", "preuve": "donnees"},
        ],
        "obstacles": [{"enonce": "Elle n'a pas le temps de publier", "preuve": "observation"}],
        "declencheurs": [{"enonce": "Deux rendez-vous annulés", "preuve": "supposition"}],
        "lieux": [{"lieu": "Marché Jean-Talon", "preuve": ""}],
        "message": "Vos mardis sont vides? Confiez-nous deux heures.",
        "entrevues": [
            {"date": date(2026, 10, 6), "role": "cliente du samedi", "appris": "Elle texte"},
            {"date": date(2026, 10, 8), "role": "coiffeuse", "appris": "Les mardis tombent"},
            {"date": date(2026, 11, 1), "role": "ancienne cliente", "appris": "Elle lit"},
        ],
        "avant": "Je pensais qu'elle voulait plus d'abonnés.",
        "apres": "Elle veut deux journées pleines de plus.",
        "histoire": "Mardi, 10 h 15. La chaise est vide.",
    }


@pytest.fixture
def objective() -> dict[str, Any]:
    """A complete objective."""
    return {
        "public": "Les parents des deux écoles",
        "message": "Votre enfant relie son propre carnet.",
        "reaction": "Réserver une place",
        "acces": "L'atelier compte douze places et en vend cinq.",
        "debut": date(2027, 1, 11),
        "echeance": date(2027, 3, 27),
        "fb_role": "etape",
        "fb_suite": "la page de réservation",
        "reseau_adapte": "non",
        "par_qui": "les secrétaires des écoles",
        "sujets": "Les carnets de la semaine",
        "mesure": "places vendues",
        "base": D(5),
        "cible": D(12),
        "responsable": "Inès, à la boutique",
        "heures_requises": D(3),
        "heures_disponibles": D("4.5"),
        "revues": [
            {"date": date(2027, 1, 30), "regarde": "Les places vendues, et par où"},
            {"date": date(2027, 2, 27), "regarde": "Les parents revenus"},
        ],
        "objectif": "Vendre 12 places à l'atelier du samedi d'ici le 27 mars 2027.",
    }


@pytest.fixture
def returns() -> dict[str, Any]:
    """Complete figures: plan a recovers in its fifth month, the time counted."""
    return {
        "cas_cout": D(220), "cas_roas": D(5), "cas_roi_sans": D(100), "cas_roi_avec": D("9.1"),
        "cas_heures": D("0.5"),
        "a_nom": "Une infolettre par semaine", "a_depart": D(180), "a_heures_depart": D(8),
        "a_mois": D(29), "a_heures_mois": D(5), "taux": D(28), "a_ventes_semaine": D(0),
        "a_ventes_mois1": D(320), "a_ventes_mois": D(640), "marge": D(46), "a_demandes": D(9),
        "heures_avant": D(22), "taxes": "avant",
        "b_nom": "Des publications payées", "b_depart": D(0), "b_heures_depart": D(3),
        "b_mois": D(240), "b_heures_mois": D(4), "b_ventes_mois": D(700),
        "benefice": D(18000), "capitaux": D(60000), "roe": D(30),
    }  # fmt: skip


@pytest.fixture
def editorial() -> dict[str, Any]:
    """Three publications of an editorial calendar."""
    return {
        "debut": date(2027, 1, 11),
        "mission": "Garder justes les pianos du quartier",
        "publications": [
            {"date": date(2027, 1, 12), "lieu": "facebook", "source": "vision",
             "gain": "Vous saurez s'il peut servir",
             "texte": "Un piano muet, puis la même pièce jouée",
             "appel": "Envoyez-nous une photo", "mots": "#piano", "visuel": "Les marteaux",
             "remplacement": "Des marteaux de feutre, de près"},
            {"date": date(2027, 1, 18), "lieu": "infolettre", "source": "mission",
             "texte": "Les accords d'hiver commencent"},
            {"date": date(2027, 1, 21), "lieu": "instagram", "source": "valeurs",
             "texte": "Ce que coûte un accord"},
        ],
    }  # fmt: skip


@pytest.fixture
def game_plan() -> dict[str, Any]:
    """A game plan in which everything agrees."""
    days = [date(2027, 8, 24), date(2027, 8, 31), date(2027, 9, 3), date(2027, 9, 7),
            date(2027, 9, 14), date(2027, 9, 17)]  # fmt: skip
    return {
        "persona": "Florence", "public": "Les gens qui habitent à l'étage",
        "objectif": "72 places réservées d'ici le 15 octobre 2027.", "mesure": "places réservées",
        "cible": D(72), "debut": date(2027, 8, 23), "echeance": date(2027, 10, 15),
        "heures_requises": D(2), "heures_disponibles": D(3), "plafond": D(3),
        "revues": [{"date": date(2027, 9, 22), "regarde": "Les places réservées"}],
        "publications": [
            {"date": day, "texte": "Un corridor", "appel": "Mesurez le vôtre."} for day in days
        ],
        "depart": D(300), "mois": D(20), "taux": D(30), "heures_depart": D(5),
        "heures_mois": D(1), "signe": "positif",
        "phrase": "Pour Florence, 72 places réservées d'ici le 15 octobre 2027.",
        "appel": "Mesurez le vôtre", "heures": D("2.25"), "budget": D(540), "cout": D(1050),
        "decision": "continuer", "pourquoi": "Le rappel rend plus qu'il ne coûte.",
        "premiere": date(2027, 9, 22),
        "etapes": [
            {"quand": date(2027, 8, 24), "quoi": "Demander une ligne", "qui": "Idris"},
            {"quand": date(2027, 8, 25), "quoi": "Imprimer les cartons", "qui": "Solange"},
            {"quand": date(2027, 9, 1), "quoi": "Poser le premier carton", "qui": "Idris"},
        ],
        "histoire": "Florence vit au troisième, avec trois vélos dans son corridor.",
    }  # fmt: skip


@pytest.fixture
def typed() -> Callable[[Mapping[str, Any]], Typed]:
    """Answers some of which cannot be read."""
    return Typed


@pytest.fixture
def pdf_text(tmp_path: Path) -> Callable[[bytes], str]:
    """What poppler reads of a PDF, on one line, spaces and apostrophes made plain."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) n'est pas installé")

    alike = str.maketrans({"\u00a0": " ", "’": "'"})

    def read(content: bytes) -> str:
        path = tmp_path / "lu.pdf"
        path.write_bytes(content)
        told = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
        )
        return " ".join(told.stdout.decode("utf-8").translate(alike).split())

    return read
