"""`socialise attestations`: from a list of names to pages to sign."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from socialise.cli import main

PATHS = """
[soir]
titre = "Un soir à Verdun"
debut = "16 h"
minutes = 210
marge = 30

[[soir.moment]]
dire = "L'accueil"
page = "accueil"
minutes = 120
garder = "pour se connaître"

[[soir.moment]]
repas = "18 h"
minutes = 60

[[soir.moment]]
marge = "On parle"
minutes = 30
"""
GIVEN = {"--path": "soir", "--date": "2026-12-03", "--trainer": "Solange Roy", "--place": "Verdun",
         "--to": "a.pdf"}  # fmt: skip


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a path, and a list of two names."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book/parcours.toml").write_text(PATHS, "utf-8")
    (tmp_path / "book/accueil.md").write_text("# Accueil\n", "utf-8")
    for name in ("_config.yml", "nbgrader_config.py"):
        (tmp_path / name).touch()
    (tmp_path / "noms.txt").write_text("Nadia Roy\nPaul Côté\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(**changes: str) -> Result:
    options = GIVEN | {f"--{name}": value for name, value in changes.items()}
    words = [word for pair in options.items() for word in pair]
    return CliRunner().invoke(main, ["attestations", "noms.txt", *words])


def test_each_name_has_a_page_with_the_length_of_the_path(course: Path) -> None:
    """The length is computed as the path's page computes it, the meal left out."""
    done = _run()
    assert done.exit_code == 0, done.output
    assert "2\u00a0attestations à signer" in done.output
    said = [page.extract_text().replace("\u00a0", " ")
            for page in PdfReader(BytesIO((course / "a.pdf").read_bytes())).pages]  # fmt: skip
    assert ["Nadia Roy" in said[0], "Paul Côté" in said[1]] == [True, True]
    for page in said:
        for each in ("Un soir à Verdun", "3 décembre 2026", "2 h 30, sans le repas", "Solange Roy"):
            assert each in page


def test_nothing_of_it_is_kept(course: Path) -> None:
    """The list, the file that was asked for, and no other trace."""
    before = set(course.rglob("*"))
    _run()
    assert set(course.rglob("*")) - before == {course / "a.pdf"}


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"path": "matin"}, 1, "Le parcours « matin » n'est pas dans book/parcours.toml"),
        ({"date": "03/04/2026"}, 2, "se lit de deux façons"),
        ({"date": "demain"}, 2, "ne se lit pas comme une date"),
        ({"trainer": " "}, 2, "le nom manque"),
        ({"to": "a.docx"}, 2, "doit finir par .pdf"),
        ({"to": "absent/a.pdf"}, 1, "choisissez un dossier qui existe"),
        ({"place": "北京"}, 1, "pas le dessin de toutes ces lettres"),
    ],
)
def test_what_is_not_clear_is_told(
    course: Path, changes: dict[str, str], code: int, said: str
) -> None:
    """Fact and cure, and no half-made file."""
    done = _run(**changes)
    assert (done.exit_code, said in done.output.replace("\u00a0", " ")) == (code, True), done.output
    assert not (course / "a.pdf").exists()


def test_a_list_that_cannot_be_used_is_told_with_its_lines(course: Path) -> None:
    """Every line to mend at once."""
    (course / "noms.txt").write_text("Nadia\n42\nnadia\n", "utf-8")
    done = _run()
    assert done.exit_code == 1
    assert "noms.txt, ligne 2" in done.output
    assert "noms.txt, ligne 3" in done.output


def test_a_path_whose_hours_do_not_hold_gives_no_length(course: Path) -> None:
    """A length that nobody could keep is not signed."""
    (course / "book/parcours.toml").write_text(PATHS.replace("210", "200"), "utf-8")
    done = _run()
    assert done.exit_code == 1
    assert "et non 200" in done.output
