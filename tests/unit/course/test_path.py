"""A trainer's path is read whole or refused whole; its hours follow from the forms' minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialise.course.path import (
    BrokenPaths,
    Kind,
    check_paths,
    clock,
    problems_in,
    read_clock,
    read_paths,
    timed,
)
from socialise.course.path_facts import ActivityFacts, Facts, PageFacts, page_facts, text_facts

_ROOT = Path(__file__).parents[3]
_FILE = """\
[atelier]
titre = "Un atelier"
debut = "11 h 05"
minutes = 150
marge = 10

[[atelier.moment]]
dire = "L'idée"
page = "02-lecon"
section = "L'idée de l'article"
minutes = 5
garder = "on commence par là"

[[atelier.moment]]
activite = "02-lecon/persona"
si-retard = "La fin"
gagne = 5
rang = 2
sans-wifi = "Au crayon."

[[atelier.moment]]
marge = "À l'heure? On discute"
minutes = 15

[[atelier.moment]]
repas = "12 h"
minutes = 60

[[atelier.moment]]
quiz = "02-lecon"
si-retard = "Le quiz, à la maison"
gagne = 6
rang = 1
sans-wifi = "À main levée."
maison = "Seul."

[[atelier.moment]]
pause = "Pause"
minutes = 29
"""
_PAGE = PageFacts("Une leçon", {"L'idée de l'article": 2}, quiz=True, quiz_minutes=6)
_FACTS = Facts({"02-lecon": _PAGE}, {"02-lecon/persona": ActivityFacts("Votre persona", 35)})


def _course(root: Path, text: str = _FILE) -> Path:
    (root / "book/guides").mkdir(parents=True, exist_ok=True)
    (root / "book/parcours.toml").write_text(text, encoding="utf-8")
    return root


def _told(root: Path, text: str, facts: Facts = _FACTS) -> list[str]:
    agenda = read_paths(_course(root, text))["atelier"]
    return [str(problem) for problem in problems_in(agenda, facts)]


def test_each_moment_starts_when_the_one_before_is_over(tmp_path: Path) -> None:
    """With the minutes of the form and of the guide, which the file does not hold."""
    agenda = read_paths(_course(tmp_path))["atelier"]
    hours = [(clock(one.start), one.minutes, one.moment.kind) for one in timed(agenda, _FACTS)]
    assert hours == [
        ("11\u00a0h\u00a005", 5, Kind.TOLD),
        ("11\u00a0h\u00a010", 35, Kind.ACTIVITY),
        ("11\u00a0h\u00a045", 15, Kind.SLACK),
        ("12\u00a0h", 60, Kind.MEAL),
        ("13\u00a0h", 6, Kind.QUIZ),
        ("13\u00a0h\u00a006", 29, Kind.BREAK),
    ]
    assert clock(agenda.end) == "13\u00a0h\u00a035"
    assert [moment.line for moment in agenda.moments] == [7, 14, 21, 25, 29, 37]
    assert [moment.lesson for moment in agenda.moments] == [
        "02-lecon", "02-lecon", "", "", "02-lecon", "",
    ]  # fmt: skip


def test_a_path_that_fits_has_no_problem(tmp_path: Path) -> None:
    """The table below changes one thing at a time from here."""
    assert _told(tmp_path, _FILE) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("minutes = 150", "minutes = cent", "book/parcours.toml : ne se lit pas ("),
        ("minutes = 150", 'minutes = "150"', "toml:1 : parcours « atelier » : « minutes » ne se"),
        ("marge = 10\n", "", "toml:1 : parcours « atelier » : « marge » manque → écrivez"),
        ('debut = "11 h 05"', 'debut = "11:05"', "« 11:05 » n'est pas une heure → écrivez debut ="),
        ('titre = "Un atelier"', 'titre = " "', "« titre » ne se lit pas → écrivez titre = \"…\""),
        ("marge = 10", "marges = 10", "parcours « atelier » : « marges » est inconnu → choisissez"),
        ("gagne = 5", "gain = 5", "toml:14 : parcours « atelier », moment 2 : « gain » est in"),
        ("gagne = 5", "gagne = true", "moment 2 : « gagne » ne se lit pas → écrivez gagne = 10"),
        ("gagne = 5", "gagne = -5", "moment 2 : « gagne » ne se lit pas → écrivez gagne = 10"),
        ("gagne = 5\n", "", "moment 2 : on ne sait pas combien on gagne, ni dans quel ordre → aj"),
        ('si-retard = "La fin"\n', "", "moment 2 : on ne sait pas s'il se coupe quand le temps ma"),
        ('garder = "on', 'si-retard = "x"\ngarder = "on', "moment 1 : on ne sait pas s'il se"),
        ('garder = "on', 'gagne = 3\ngarder = "on', "moment 1 : ce qu'on garde ne fait rien gagne"),
        ('sans-wifi = "Au crayon."\n', "", "moment 2 : on ne sait pas quoi faire sans wifi → ajo"),
        ('page = "02-lecon"\n', "", "moment 1 : on ne sait pas où le lire → ajoutez page"),
        ('pause = "Pause"\n', "", "moment 6 : on ne sait pas ce qu'on y fait → gardez une"),
        ('pause = "Pause"', 'pause = "P"\ndire = "D"', "« dire » et « pause » sont deux moments"),
        ("minutes = 29", "minutes = 0", "toml:37 : parcours « atelier », moment 6 : sa durée"),
        (
            'activite = "02-lecon/persona"', 'activite = "02-lecon/persona"\nminutes = 35',
            "moment 2 : ses minutes viennent du formulaire → retirez minutes",
        ),
        (
            'quiz = "02-lecon"', 'quiz = "02-lecon"\nminutes = 6',
            "moment 5 : ses minutes viennent du guide de la leçon → retirez minutes",
        ),
        ('repas = "12 h"', 'repas = "midi"', "toml:25 : parcours « atelier », moment 4 : « midi »"),
        ("[atelier]", "ligne = 1\n[atelier]", "parcours « ligne » : des lignes sont attendues → é"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_has_its_place_its_fact_and_its_cure(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """The author reads French with a line number, from the build and from the gate."""
    assert before in _FILE
    with pytest.raises(BrokenPaths) as broken:
        read_paths(_course(tmp_path, _FILE.replace(before, after, 1)))
    assert told in str(broken.value)
    assert list(check_paths(tmp_path)) == [str(one) for one in broken.value.problems]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "02-lecon/persona", "02-lecon/roi",
            "toml:14 : parcours « atelier » : l'activité « 02-lecon/roi » n'est pas dans le cours "
            "→ choisissez parmi 02-lecon/persona",
        ),
        ('page = "02-lecon"', 'page = "accueil"', "toml:7 : parcours « atelier » : la page « acc"),
        ('quiz = "02-lecon"', 'quiz = "08-lecon"', "la page « 08-lecon » n'existe pas → écrivez"),
        (
            "L'idée de l'article", "L'idée",
            "toml:7 : parcours « atelier » : « L'idée » n'est pas un titre de book/02-lecon.md → "
            "recopiez",
        ),
        (
            "minutes = 150", "minutes = 155",
            "toml:1 : parcours « atelier » : 135 min de moments et 15 de marge font 150, et non "
            "155 → ajoutez 5 min de marge",
        ),
        ("minutes = 29", "minutes = 30", "font 151, et non 150 → retirez 1 min"),
        ("marge = 10", "marge = 20", "20 min de marge promises, 15 prévues → allongez une"),
        ("gagne = 6", "gagne = 7", "toml:29 : parcours « atelier » : on ne gagne pas 7 min sur 6"),
        ("rang = 2", "rang = 1", "toml:1 : parcours « atelier » : le rang 1 sert deux fois → num"),
        ("rang = 2", "rang = 3", "les rangs sont 1, 3 → numérotez ce qui se coupe de 1 à 2"),
    ],
)  # fmt: skip
def test_each_disagreement_is_told_with_its_cure(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """One problem each: a name that is unknown does not also spoil the sums."""
    assert before in _FILE
    (problem,) = _told(tmp_path, _FILE.replace(before, after, 1))
    assert told in problem


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (40, "le repas commence et l'on travaille jusqu'à 12\u00a0h\u00a005 → retirez 5 min avant"),
        (32, "12\u00a0h, et l'on a fini à 11\u00a0h\u00a057 → ajoutez 3 min de marge"),
    ],
)  # fmt: skip
def test_a_form_that_changes_its_minutes_meets_the_meal(
    tmp_path: Path, minutes: int, told: str
) -> None:
    """The cook keeps her hour: nobody edited the path, and the gate still says so."""
    facts = Facts(_FACTS.pages, {"02-lecon/persona": ActivityFacts("Votre persona", minutes)})
    total, meal = _told(tmp_path, _FILE, facts)
    assert "et non 150" in total
    assert told in meal


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (PageFacts("L", _PAGE.headings), "« 02-lecon » n'a pas de quiz → ajoutez-lui un {quiz}"),
        (PageFacts("L", _PAGE.headings, quiz=True), "le guide de « 02-lecon » ne dit pas les minu"),
    ],
)  # fmt: skip
def test_a_quiz_needs_its_lesson_and_its_guide(tmp_path: Path, page: PageFacts, told: str) -> None:
    """Its minutes are those that the guide gives to a trainer."""
    (problem,) = _told(tmp_path, _FILE, Facts({"02-lecon": page}, _FACTS.activities))
    assert told in problem


def test_a_page_gives_its_headings_with_their_step_and_the_minutes_of_its_quiz(
    tmp_path: Path,
) -> None:
    """What stands in a fence is no heading; a guide is a page too, and has no quiz."""
    root = _course(tmp_path)
    lesson = (
        "# Une *leçon*\n\n## Un\n\n## Deux\n\n### Deux et demi\n\n"
        "```{quiz} q\n# non\n? Une question\n```\n\n## Trois\n"
    )
    (root / "book/02-lecon.md").write_text(lesson, encoding="utf-8")
    guide = "# Animer\n\n| Moment | Étape | Minutes |\n|:--|:--|--:|\n| Le quiz, seul | 4 | 7 |\n"
    (root / "book/guides/02-lecon.md").write_text(guide, encoding="utf-8")
    steps = {"Un": 1, "Deux": 2, "Deux et demi": 2, "Trois": 3}
    assert page_facts(root) == {
        "02-lecon": PageFacts("Une leçon", steps, quiz=True, quiz_minutes=7),
        "guides/02-lecon": PageFacts("Animer"),
    }


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9 h", 540), ("9 h 05", 545), ("16\u00a0h\u00a030", 990), ("0 h", 0), ("9h05", None),
     ("24 h", None), ("9 h 60", None), ("9 h 5", None), ("midi", None)],
)  # fmt: skip
def test_an_hour_is_read_as_it_is_written(text: str, minutes: int | None) -> None:
    """« 9 h 05 »: Quebec's form, and no other."""
    assert read_clock(text) == minutes
    if minutes is not None:
        assert clock(minutes) == " ".join(text.split()).replace(" ", "\u00a0")


def test_a_course_without_the_file_has_nothing_to_check(tmp_path: Path) -> None:
    """A course may have no trainer's path."""
    assert list(check_paths(tmp_path)) == []


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What the course's own texts and releases hold."""
    return text_facts(_ROOT)


@pytest.mark.parametrize(
    ("id", "hours", "slack"),
    [
        ("atelier-montreal", ("9\u00a0h", "12\u00a0h"), 30),
        ("une-journee", ("9\u00a0h", "16\u00a0h\u00a030"), 45),
    ],
)
def test_the_two_paths_of_the_course_add_up(
    facts: Facts, id: str, hours: tuple[str, str], slack: int
) -> None:
    """From the first hour to the last, with the slack that was promised, summed here again."""
    agenda = read_paths(_ROOT)[id]
    assert list(problems_in(agenda, facts)) == []
    moments = timed(agenda, facts)
    assert (clock(moments[0].start), clock(moments[-1].end)) == hours
    assert sum(one.minutes for one in moments) == agenda.total
    assert sum(one.minutes for one in moments if one.moment.kind is Kind.SLACK) == slack
    assert any(one.moment.homework for one in moments)
    assert sum(one.moment.saved for one in moments) >= 20
