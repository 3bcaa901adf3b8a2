"""The hour after: marks, free texts, feedback, attestations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from e2e.atelier.room import ROOT, Room, environment
from e2e.formgrader import formgrader
from nbgrader.api import Gradebook
from playwright.sync_api import Page
from rehearsal.camera import Camera
from rehearsal.devices import COMPUTER, Devices
from rehearsal.hours import AFTER
from rehearsal.learner import OBJECTIF, Learner
from rehearsal.morning import HERS
from rehearsal.stopwatch import Stopwatch
from rehearsal.trainer import OWN

NAMES = "Amélie Tremblay\nBachir Haddad\nChantal Gagnon\n"


def afterwards(
    class_: dict[str, Learner], devices: Devices, camera: Camera, watch: Stopwatch
) -> None:
    """What the trainer does once the room is empty, and what a learner finds that evening."""
    room = devices.room
    with watch.timing("grade"):
        room.socialise("grade")
    _read(class_["fleuriste"], devices, camera, watch)
    with watch.timing("feedback"):
        room.socialise("feedback")
    page = class_["fleuriste"].page
    page.goto(f"{devices.url}/book/mes-remises.html")
    read = page.get_by_role("button", name="Lire la rétroaction")
    read.first.click()
    frame = page.locator(".remise iframe").first
    frame.wait_for()
    page.frame_locator(".remise iframe").first.locator("h1").wait_for()
    class_["fleuriste"].show(".remise iframe", above=120)
    camera.shoot(
        page, "retroaction", AFTER, 60, HERS,
        "La rétroaction sur un téléphone, dans « Mes remises » : les points, critère par critère.",
    )  # fmt: skip
    _attest(room, devices, camera)


def _read(one: Learner, devices: Devices, camera: Camera, watch: Stopwatch) -> None:
    """One text read and marked in formgrader; the others are given the same mark."""
    room = devices.room
    with Gradebook(f"sqlite:///{room.workshop}/gradebook.db") as gradebook:
        found = gradebook.find_submission_notebook(OBJECTIF[1], OBJECTIF[0], one.name)
        identity = found.id
    with formgrader(ROOT, room.workshop) as address:
        page = devices.open(COMPUTER)
        page.goto(f"{address}/formgrader/submissions/{identity}/", wait_until="networkidle")
        box = page.locator("input.score").last
        box.fill("2")
        with page.expect_response(lambda answer: "/api/grade/" in answer.url):
            box.blur()
        page.wait_for_load_state("networkidle")
        box.evaluate("node => (node.scrollIntoView(), scrollBy(0, -70))")
        camera.shoot(
            page, "formgrader", AFTER, 20, OWN,
            "L'outil de nbgrader, en anglais : le texte d'une personne, la grille, et la case où "
            "l'on écrit 2 points sur 3.",
        )  # fmt: skip
        page.context.close()
    watch.counts["texts"] = 1 + _give_the_others(room)


def _give_the_others(room: Room) -> int:
    """Two points to each text that still waits; how many there were."""
    given = 0
    with Gradebook(f"sqlite:///{room.workshop}/gradebook.db") as gradebook:
        for submission in [each for one in gradebook.assignments for each in one.submissions]:
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.needs_manual_grade and grade.auto_score is None:
                        grade.manual_score, grade.needs_manual_grade = 2, False
                        given += 1
        gradebook.db.commit()
    return given


def _attest(room: Room, devices: Devices, camera: Camera) -> None:
    names, target = room.workshop.parent / "noms.txt", room.workshop.parent / "attestations.pdf"
    names.write_text(NAMES, "utf-8")
    command = ["attestations", str(names), "--path", camera.hours.path, "--date", "2026-12-03",
               "--trainer", "Solange Roy", "--place", "Montréal", "--to", str(target)]  # fmt: skip
    done = subprocess.run(
        [str(Path(sys.executable).with_name("socialise")), *command],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    blank: Page = devices.open({"viewport": {"width": 680, "height": 880}})
    camera.shoot_paper(
        blank, target.read_bytes(), "attestation", AFTER, 50, "À signer",
        "Une attestation de participation : le titre de l'atelier, un nom inventé, la date, la "
        "durée, la place d'une signature.",
    )  # fmt: skip
    blank.context.close()
