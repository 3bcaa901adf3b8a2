"""What is checked: everything that is read, with its place, and nothing else."""

from __future__ import annotations

from language.markup import markup_texts
from language.pages import page_texts
from language.program import code_texts
from language.text import GAP
from language.texts import all_texts

_PAGE = """---
minutes: 12
resume: "Un résumé."
---

# Un *titre* à [lien](page.md#ancre)

(rang-1-1)=
Une phrase avec `du code`,
sur deux lignes.

| Une case | 12 $ |
|---|---:|
| Une autre | vide |

:::{admonition} Un avis
:class: important
Son texte.
:::

```{drawing} une-image
Sa description.
```

```{quiz} un-quiz
? Une question?
+ Une réponse :: Une raison.
- Une autre :: Une autre raison.
```

```{code-cell} python
du_code("jamais lu")
```

Un mot
: Sa définition.

![Une image](image.svg)
"""


def test_a_page_gives_what_is_read_and_its_line() -> None:
    """Prose, cells, options, quiz lines; no code, no id, no address."""
    assert [(text.place(), text.text) for text in page_texts("p.md", _PAGE)] == [
        ("p.md:1, « resume »", "Un résumé."),
        ("p.md:6", "Un titre à lien"),
        ("p.md:9", f"Une phrase avec {GAP},\nsur deux lignes."),
        ("p.md:12", "Une case"),
        ("p.md:12", "12 $"),
        ("p.md:14", "Une autre"),
        ("p.md:14", "vide"),
        ("p.md:16", "Un avis"),
        ("p.md:18", "Son texte."),
        ("p.md:22", "Sa description."),
        ("p.md:26", "Une question?"),
        ("p.md:27", "Une réponse"),
        ("p.md:27", "Une raison."),
        ("p.md:28", "Une autre"),
        ("p.md:28", "Une autre raison."),
        ("p.md:35", "Un mot"),
        ("p.md:36", "Sa définition."),
        ("p.md:38", "Une image"),
    ]


def test_a_place_follows_the_lines_of_a_paragraph() -> None:
    """The line that is told is the one to mend."""
    paragraph = next(text for text in page_texts("p.md", _PAGE) if "deux lignes" in text.text)
    assert paragraph.place(paragraph.text.index("deux")) == "p.md:10"


def test_markup_gives_its_words_and_what_is_read_aloud() -> None:
    """Elements and labels; no class, no script, no Jinja."""
    source = (
        '<p class="aide">Bonjour <b>vous</b>,\n{{ name }}!</p>{% if a %}<script>var non</script>'
        '<button aria-label="Fermer">{{ "un critère" if n < 2 else "des critères" }}</button>'
    )
    assert [(text.line, text.text) for text in markup_texts("m.html", source)] == [
        (2, "un critère"),
        (2, "des critères"),
        (1, f"Bonjour vous, {GAP}!"),
        (2, "Fermer"),
        (2, GAP),
    ]


def test_a_module_gives_its_sentences() -> None:
    """Literals that a person reads; no docstring, id, pattern or English."""
    source = '''"""An English docstring."""
KEY = "une_cle"
LABEL = "Quatre mots à lire"
PATTERN = r"un|deux (?:trois)"
ENGLISH = "this is for developers"
NB = "\\u00a0"
def said(n):
    return f"Il manque {n} critère{'s' if n > 1 else ''}{NB}: {KEY}"
'''
    assert [(text.line, text.flat) for text in code_texts("m.py", source)] == [
        (3, "Quatre mots à lire"),
        (8, "Il manque X critère\u00a0: une_cle"),
    ]


def test_everything_that_is_read_is_there() -> None:
    """A source that gave nothing any more would be right for ever."""
    files = {text.file for text in all_texts()}
    for told in (
        "book/accueil.md", "book/couverture.toml", "book/_static/figures/accueil.svg",
        "solutions/02-propulsion-ou-ancrage/persona.md", "src/socialise/words/interface.json",
        "src/socialise/words/notebook.json", "src/socialise/cli/locale/fr/LC_MESSAGES/click.po",
        "src/socialise/cli/workshop.py", "src/socialise/server/messages.py",
        "src/socialise/server/templates/entree.html", "src/socialise/form/checks.py", "README.md",
        "CHANGELOG.md", "_toc.yml", "book/_static/js/recherche.js",
    ):  # fmt: skip
        assert told in files, told
    parts = {text.part for text in all_texts() if text.file.endswith("/persona.md")}
    for part in (
        "critère « prenom », indice", "grille de « histoire », 0 points", "« situation », help",
        "réponse « modèle », champ « histoire »", "verdict sur « modèle », critère « preuves »",
        "à emporter « carte-pdf »", "formulaire, title",
    ):  # fmt: skip
        assert part in parts, part
