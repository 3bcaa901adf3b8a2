"""The three hours: eight people, each at her own pace, and a trainer who follows the path."""

from __future__ import annotations

import tempfile
from pathlib import Path

from e2e.atelier.activity_form import ActivityForm
from e2e.atelier.kept_site import kept
from e2e.atelier.room import ROOT
from parity.site import static_site
from playwright.sync_api import expect
from rehearsal.camera import Camera
from rehearsal.devices import COMPUTER, PHONE, Devices
from rehearsal.hours import BEFORE
from rehearsal.learner import CONFIANCE, OBJECTIF, PERSONA, Learner, answers_of
from rehearsal.stopwatch import Stopwatch
from rehearsal.trainer import Trainer

# Moments of the path, numbered as its table is.
WELCOME, IDEA, STEPS, TRUST, SLACK, PORTRAIT, WHO, BREAK, TOOL, QUESTIONS, GOAL, TALK, END = range(
    1, 14
)
HERS, OTHER = "Un téléphone", "Un ordinateur"
CLASS = {
    "comptable": (COMPUTER, ("05", "04", "04")),  # early
    "yoga": (PHONE, ("04", "18", "17")),  # early
    "vélo": (PHONE, ("11", "08", "08")),  # mends after « Vérifier »
    "librairie": (PHONE, ("07", "06", "06")),
    "fleuriste": (PHONE, ("02", "01", "01")),
    "toilettage": (PHONE, ("03", "11", "21")),  # a date that can be read in two ways
    "couture": (PHONE, ("17", "12", "29")),  # late: hands in what she has
    "garderie": (PHONE, ("06", "13", "13")),  # loses the wifi
}
PROOF = {"montre": "La date promise est écrite sur l'étiquette", "ou": "Au guidon de chaque vélo"}


def morning(
    devices: Devices, trainer: Trainer, camera: Camera, watch: Stopwatch
) -> dict[str, Learner]:
    """From the poster to the closing; each person with what she handed in."""
    class_ = {who: Learner(devices, kind, sets) for who, (kind, sets) in CLASS.items()}
    _before(devices, trainer, camera, class_)
    _first_lesson(trainer, camera, watch, class_)
    _second_lesson(devices, trainer, camera, watch, class_)
    _seventh_lesson(trainer, camera, watch, class_)
    _closing(devices, trainer, camera, class_)
    watch.counts |= {"learners": len(class_), "hand_ins": sum(o.hand_ins for o in class_.values())}
    return class_


def _before(devices: Devices, trainer: Trainer, camera: Camera, class_: dict[str, Learner]) -> None:
    trainer.poster(
        "affiche", BEFORE, -15,
        "L'affiche de la salle, en grand : un code QR, l'adresse à taper et le code de la salle.",
    )  # fmt: skip
    trainer.shoot(
        "page-vide", BEFORE, -15,
        "Votre page avant que les gens arrivent : le code QR, l'adresse, le code, et un tableau "
        "de remises encore vide.",
    )  # fmt: skip
    page = class_["fleuriste"].page
    page.goto(devices.url)
    page.wait_for_url("**/book/accueil.html")
    camera.shoot(
        page, "cahier", WELCOME, 2, HERS,
        "L'accueil du cahier sur un téléphone, après le code QR : le titre, un dessin, la "
        "promesse du cours.",
    )  # fmt: skip


def _first_lesson(
    trainer: Trainer, camera: Camera, watch: Stopwatch, class_: dict[str, Learner]
) -> None:
    lesson = CONFIANCE[0]
    trainer.slide(
        "idee-1", IDEA, 0,
        "La diapositive de l'idée de l'article, leçon 1.", lesson, "l-idee-de-l-article",
    )  # fmt: skip
    reader = class_["librairie"]
    reader.open(CONFIANCE)
    reader.show("#l-idee-de-l-article")
    camera.shoot(
        reader.page, "lecture-1", IDEA, 1, HERS,
        "La même étape sur un téléphone : le texte de l'idée de l'article, à lire en silence.",
    )  # fmt: skip
    trainer.slide(
        "echelons", STEPS, 0,
        "Une diapositive de l'exemple : les trois échelons d'Idris.", lesson, "trois-echelons",
    )  # fmt: skip
    trainer.slide(
        "notes", STEPS, 4,
        "La diapositive « Dire et montrer » : ce qu'on dit, ce qui le montre, où; la dernière "
        "ligne n'a rien encore.", lesson, "trois-echelons-4",
    )  # fmt: skip

    trainer.slide(
        "minuterie-confiance", TRUST, 0,
        "La diapositive de l'activité « L'échelle de la confiance », avec sa minuterie.",
        lesson, "activite-confiance", keys=("t",),
    )  # fmt: skip
    sorter = class_["fleuriste"]
    sorter.open(CONFIANCE)
    sorter.show("#activite-confiance")
    camera.shoot(
        sorter.page, "formulaire-confiance", TRUST, 1, HERS,
        "Le début du formulaire sur un téléphone : la première question, et la barre du bas avec "
        "« Vérifier ».",
    )  # fmt: skip
    for who in ("comptable", "yoga"):
        class_[who].do(CONFIANCE, trainer, watch)
    trainer.shoot(
        "deux-remises", TRUST, 14,
        "Votre tableau avec deux lignes : deux personnes ont remis l'échelle de la confiance, et "
        "chacune a un texte à lire.", at="#remises-titre",
    )  # fmt: skip
    mending = class_["vélo"]
    form = mending.load(CONFIANCE)
    with watch.timing("verdict"):
        form.check()
    mending.show("#activite-confiance .so-criterion.so-not_met", above=250)
    camera.shoot(
        mending.page, "pas-encore", TRUST, 16, HERS,
        "Un verdict sur un téléphone : un critère « pas encore », ce qui a été vu, et un exemple "
        "de ce qui passerait.",
    )  # fmt: skip
    rows = answers_of(CONFIANCE, mending.sets[CONFIANCE])["paires"]
    rows[2] |= PROOF
    form.fill({"paires": rows})
    form.judged()
    mending.hand_in(form, trainer, watch)
    mending.show("#activite-confiance .so-receipt", above=300)
    camera.shoot(
        mending.page, "recu", TRUST, 22, HERS,
        "Après « Remettre » : le pseudonyme donné par la salle, le reçu et son heure.",
    )  # fmt: skip
    for who in ("librairie", "fleuriste", "toilettage", "garderie"):
        class_[who].do(CONFIANCE, trainer, watch)
    class_["couture"].do(CONFIANCE, trainer, watch)
    trainer.shoot(
        "toute-la-salle", SLACK, 4,
        "Votre tableau après la première activité : huit lignes, dont une avec moins de critères "
        "atteints.", at="#remises-titre",
    )  # fmt: skip


def _second_lesson(
    devices: Devices, trainer: Trainer, camera: Camera, watch: Stopwatch,
    class_: dict[str, Learner],
) -> None:  # fmt: skip
    lesson = PERSONA[0]
    trainer.slide(
        "portrait", PORTRAIT, 2,
        "La diapositive du portrait de Florence : chaque ligne, et d'où on la tient.",
        lesson, "d-une-supposition-a-un-portrait-2",
    )  # fmt: skip
    reader = class_["fleuriste"]
    reader.open(PERSONA)
    reader.show("#d-une-supposition-a-un-portrait")
    camera.shoot(
        reader.page, "portrait-telephone", PORTRAIT, 3, HERS,
        "Le même portrait sur un téléphone, dans l'exemple de la leçon 2.",
    )  # fmt: skip
    trainer.slide(
        "minuterie-persona", WHO, 0,
        "La diapositive de l'activité « Votre persona », avec sa minuterie.", lesson,
        "activite-persona", keys=("t",),
    )  # fmt: skip
    for who in ("yoga", "comptable"):
        class_[who].do(PERSONA, trainer, watch)
    early = class_["comptable"]
    early.show("#activite-persona .so-verdict", above=40)
    camera.shoot(
        early.page, "persona-ordinateur", WHO, 21, OTHER,
        "Le verdict du persona sur un ordinateur : le compte des critères, puis la liste.",
    )  # fmt: skip
    _without_wifi(devices, trainer, camera, watch, class_["garderie"])
    for who in ("vélo", "librairie", "toilettage", "fleuriste", "couture"):
        class_[who].do(PERSONA, trainer, watch)
        if who == "fleuriste":
            class_[who].show("#activite-persona .so-take-home", above=200)
            camera.shoot(
                class_[who].page, "emporter", WHO, 32, HERS,
                "Sous le verdict, ce qu'on emporte : la carte du persona et le fichier de "
                "réponses.",
            )  # fmt: skip
    trainer.shoot(
        "pause", BREAK, 2,
        "Votre tableau pendant la pause : deux colonnes de remises, et des textes à lire.",
        at="#remises-titre",
    )  # fmt: skip


def _without_wifi(
    devices: Devices, trainer: Trainer, camera: Camera, watch: Stopwatch, learner: Learner
) -> None:
    """The room is gone; the book from the Web, kept on her phone, judges by itself."""
    form = learner.open(PERSONA)
    answers = answers_of(PERSONA, learner.sets[PERSONA])
    learner.page.context.set_offline(True)
    form.load(answers)
    form.check_button.click()
    verdict = form.section.locator(".so-verdict")
    expect(verdict).to_contain_text("Pas de verdict pour l'instant")
    learner.show("#activite-persona .so-verdict", above=300)
    camera.shoot(
        learner.page, "sans-salle", WHO, 10, HERS,
        "Un téléphone qui a perdu le sans-fil : « Pas de verdict pour l'instant », et les réponses "
        "sont toujours là.",
    )  # fmt: skip
    with static_site(ROOT / "_build" / "html") as address, tempfile.TemporaryDirectory() as name:
        page = devices.open(PHONE, accept_downloads=True)
        alone = ActivityForm(page, *PERSONA).open(address)
        alone.check()
        kept(page, "/book/", 25)
        kept(page, "/_static/python/", 12)
        page.context.set_offline(True)
        alone.open(address)
        alone.load(answers)
        with watch.timing("verdict_alone"):
            alone.check()
        page.evaluate("document.activeElement?.blur()")
        alone.section.locator(".so-verdict").evaluate(
            "node => scrollTo(0, node.getBoundingClientRect().top + scrollY - 40)"
        )
        camera.shoot(
            page, "python-de-la-page", WHO, 24, HERS,
            "Sans aucun réseau, le cahier gardé sur le téléphone a vérifié : le compte des "
            "critères est là.",
        )  # fmt: skip
        path = learner.save(alone, Path(name))
        devices.room.socialise("collect", str(path), "--learner", learner.name)
        page.context.close()
    learner.page.context.set_offline(False)
    learner.hand_ins += 1
    trainer.sees(learner.name, learner.hand_ins)


def _seventh_lesson(
    trainer: Trainer, camera: Camera, watch: Stopwatch, class_: dict[str, Learner]
) -> None:
    lesson = OBJECTIF[0]
    trainer.slide(
        "idee-7", TOOL, 0,
        "La diapositive de l'idée de l'article, leçon 7.", lesson, "l-idee-de-l-article",
    )  # fmt: skip
    reader = class_["fleuriste"]
    reader.open(OBJECTIF)
    reader.show("#l-idee-de-l-article")
    camera.shoot(
        reader.page, "lecture-7", TOOL, 1, HERS,
        "L'idée de l'article de la leçon 7 sur un téléphone.",
    )  # fmt: skip
    trainer.slide(
        "cinq-questions", QUESTIONS, 0,
        "La diapositive des cinq questions et des réponses d'Idris.", lesson,
        "les-cinq-questions",
    )  # fmt: skip
    trainer.slide(
        "enonce", QUESTIONS, 4,
        "La diapositive de l'objectif d'Idris, en une phrase.", lesson, "l-objectif-2",
    )  # fmt: skip
    trainer.slide(
        "minuterie-objectif", GOAL, 0,
        "La diapositive de l'activité « Votre objectif », avec sa minuterie.", lesson,
        "activite-objectif", keys=("t",),
    )  # fmt: skip
    reader.show("#activite-objectif")
    camera.shoot(
        reader.page, "formulaire-objectif", GOAL, 1, HERS,
        "Le début du formulaire de l'objectif sur un téléphone : but ou moyen, chose par chose.",
    )  # fmt: skip
    for who in ("comptable", "yoga", "librairie"):
        class_[who].do(OBJECTIF, trainer, watch)
    unsure = class_["toilettage"]
    unsure.do(OBJECTIF, trainer, watch)
    unsure.show("#activite-objectif .so-criterion.so-a_verifier", above=120)
    camera.shoot(
        unsure.page, "a-verifier", GOAL, 20, HERS,
        "Un critère « à vérifier » sur un téléphone : la date peut se lire de deux façons, et "
        "l'exemple montre comment l'écrire.",
    )  # fmt: skip
    for who in ("vélo", "fleuriste", "garderie"):
        class_[who].do(OBJECTIF, trainer, watch)
    class_["couture"].do(OBJECTIF, trainer, watch)
    trainer.shoot(
        "trois-activites", TALK, 2,
        "Votre tableau à la fin : huit lignes, trois colonnes de remises.", at="#remises-titre",
    )  # fmt: skip
    trainer.shoot(
        "a-verifier-salle", TALK, 4,
        "Plus bas sur votre page : la liste de ce qui est à vérifier, puis les textes à lire.",
        at="#verifier-titre",
    )  # fmt: skip


def _closing(
    devices: Devices, trainer: Trainer, camera: Camera, class_: dict[str, Learner]
) -> None:
    page = class_["fleuriste"].page
    page.goto(f"{devices.url}/book/mes-remises.html")
    page.locator('.remises[data-etat="liste"]').wait_for()
    camera.shoot(
        page, "mes-remises", END, 2, HERS,
        "« Mes remises » sur un téléphone : chaque reçu, et « La rétroaction n'est pas encore "
        "publiée ».",
    )  # fmt: skip
    page.goto(f"{devices.url}/book/mon-plan.html")
    button = page.get_by_role("button", name="Mon plan de match (PDF)")
    with page.expect_download() as download:
        button.click()
    expect(page.locator(".so-note")).to_contain_text("est dans")
    class_["fleuriste"].show("h1")
    camera.shoot(
        page, "mon-plan", END, 4, HERS,
        "« Mon plan de match » sur un téléphone : les activités, celles qui sont faites, et les "
        "deux boutons pour tout emporter.",
    )  # fmt: skip
    blank = devices.open({"viewport": {"width": 680, "height": 880}})
    camera.shoot_paper(
        blank, Path(download.value.path()).read_bytes(), "plan-imprime", END, 5,
        "Ce qu'on emporte",
        "La première page du document : le titre, la date, et la table des activités.",
    )  # fmt: skip
    blank.context.close()
