"""A list of names as people make them: any office program, any spelling, any mistake."""

from __future__ import annotations

import pytest

from socialise.intake.names import NamesRefused, read_names


@pytest.mark.parametrize(
    ("content", "file", "names"),
    [
        (b"Nadia Roy\nPaul C\xc3\xb4t\xc3\xa9\n", "n.txt", ["Nadia Roy", "Paul Côté"]),
        (b"\xef\xbb\xbfNadia Roy\r\n\r\n  \r\nPaul", "n.txt", ["Nadia Roy", "Paul"]),
        ("Élise Œuvray".encode("cp1252"), "n.txt", ["Élise Œuvray"]),
        ("Élise\nPaul".encode("utf-16"), "n.txt", ["Élise", "Paul"]),
        ("  Nadia \t Roy\u00a0 \n".encode(), "liste", ["Nadia Roy"]),
        (b"=cmd()x\n- Zo\xc3\xa9\n#1 Paul\n'Abdul\n", "n.txt",
         ["=cmd()x", "- Zoé", "#1 Paul", "'Abdul"]),
        (b"nom\nRoy\n", "n.csv", ["Roy"]),
        ("Prénom;Nom\nNadia;Roy\n;Côté\n\n".encode("cp1252"), "n.csv", ["Nadia Roy", "Côté"]),
        ("\ufeffcourriel,NOM\na@b.ca,\"Roy, Nadia\"\n".encode(), "N.CSV", ["Roy, Nadia"]),
        (b"nom\tville\nRoy\tLaval\n\tVerdun\n", "n.csv", ["Roy"]),
        ("\n".join(f"Personne {n}" for n in range(200)).encode(), "n.txt",
         [f"Personne {n}" for n in range(200)]),
    ],
)  # fmt: skip
def test_a_list_is_read_whatever_wrote_it(content: bytes, file: str, names: list[str]) -> None:
    """A trainer has a list from a form, from Excel or from a notebook."""
    assert read_names(content, file) == names


@pytest.mark.parametrize(
    ("content", "file", "told"),
    [
        (b"", "n.txt", "n.txt : aucun nom → écrivez-en un par ligne"),
        (b"\n \n", "n.txt", "n.txt : aucun nom"),
        (b"nom\n", "n.csv", "n.csv : aucun nom"),
        (b"PK\x03\x04...", "n.csv", "n.csv : ce n'est pas du texte"),
        (b"Nadia\x00Roy", "n.txt", "n.txt : ce texte ne se lit pas"),
        (b"Nadia\x81\xe9", "n.txt", "n.txt : ce texte ne se lit pas"),
        (b"ville;age\nLaval;3\n", "n.csv", "n.csv, ligne 1 : « ville, age », et aucune colonne"),
        (b"Nadia Roy\nPaul\nnadia roy\n", "n.txt",
         "n.txt, ligne 3 : « nadia roy » est déjà à la ligne 1"),
        (b"Paul\n" + b"x" * 81, "n.txt", "n.txt, ligne 2 : « xxx"),
        (b"Paul\n42\n", "n.txt", "n.txt, ligne 2 : « 42 » n'a aucune lettre"),
        ("\n".join(f"P {n}" for n in range(1001)).encode(), "n.txt", "1000 au plus à la fois"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used_says_where_and_the_cure(
    content: bytes, file: str, told: str
) -> None:
    """Place, fact, cure; nobody's name is guessed, and nobody is left out."""
    with pytest.raises(NamesRefused) as refused:
        read_names(content, file)
    assert told in str(refused.value).replace("\u00a0", " ")
    assert "→" in str(refused.value)


def test_every_problem_is_told_at_once() -> None:
    """A trainer mends the list in one go."""
    with pytest.raises(NamesRefused) as refused:
        read_names(b"Paul\n42\nPaul\n7\n", "n.txt")
    assert len(refused.value.lines) == 3
