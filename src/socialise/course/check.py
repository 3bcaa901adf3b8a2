"""The course's gates: what must hold before a learner opens it (`socialise check`)."""

from __future__ import annotations

import gzip
import html
import json
import re
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_output

from socialise.course.course import Course
from socialise.course.coverage import check_coverage
from socialise.course.path import check_paths
from socialise.course.release import EXERCISES, fresh_release
from socialise.course.source import (
    BrokenSource,
    read_cells,
    read_source,
    source_activity,
    source_paths,
)
from socialise.form import (
    Activity,
    BrokenActivity,
    Carried,
    Criterion,
    Field,
    Form,
    Outcome,
    Table,
)
from socialise.words import fold, shorten, words_in

SECRET_LENGTH = 24  # characters: a shorter answer may stand anywhere by chance
SITE = Path("_build/html")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def check_course(root: Path) -> list[str]:
    """Every problem of the course, each with its place, the fact and the cure."""
    problems: list[str] = []
    for path in source_paths(root):
        place = f"solutions/{path.parent.name}/{path.name}"
        try:
            with warnings.catch_warnings():
                # On stderr, a SyntaxWarning would cost the mark in stock nbgrader.
                warnings.simplefilter("error")
                activity = source_activity(path)
                problems += _activity_problems(place, activity)
        except (BrokenSource, BrokenActivity, Warning) as broken:
            problems.append(str(broken))
    problems += list(_carried_problems(root))
    problems += list(_stray_answers(root))
    if not problems:
        problems += list(_stale_release(root))
        problems += list(_leaks(root))
    problems += list(_lesson_problems(root))
    problems += list(check_coverage(root))
    problems += list(check_paths(root))
    return problems


def _activity_problems(place: str, activity: Activity) -> Iterator[str]:
    solved, untouched = activity.run(None), activity.run({})
    yield from _form_problems(place, solved)
    for criterion in solved.criteria:
        where = f"{place}, critère « {criterion.id} »"
        if criterion.outcome is not Outcome.MET:
            yield (
                f"{where} : la réponse modèle ne l'atteint pas ({criterion.seen}) → corrigez "
                "model(…) ou le critère."
            )
        if not criterion.hint.strip():
            yield f"{where} : aucun indice → ajoutez hint=, avec un exemple qui passerait."
        if criterion.max_points <= 0:
            yield f"{where} : {criterion.max_points:g} point → donnez points= plus grand que zéro."
        yield from _scoring_problems(where, criterion)
    for criterion in untouched.criteria:
        if criterion.outcome is not Outcome.NOT_MET:
            yield (
                f"{place}, critère « {criterion.id} » : un formulaire intact donne "
                f"{criterion.outcome} → exigez une réponse (all() d'une liste vide est vrai)."
            )
    for item in solved.free_texts:
        where = f"{place}, réponse libre « {item.id} »"
        if not item.answered:
            yield f"{where} : la réponse modèle est vide → complétez model(…)."
        if set(item.rubric) != set(range(int(item.points) + 1)):
            yield f"{where} : la grille va de 0 à {item.points:g} → un repère par note."
    for sample in solved.samples:
        judged = activity.run(sample.answers)
        met = sum(criterion.outcome is Outcome.MET for criterion in judged.criteria)
        if sample.label != "modèle" and met == len(judged.criteria):
            yield (
                f"{place}, réponse « {sample.label} » : elle atteint tous les critères → une "
                "réponse plus faible montre ce qui manque."
            )


def _form_problems(place: str, form: Form) -> Iterator[str]:
    if form.minutes <= 0:
        yield f"{place} : aucune durée → ajoutez minutes= au formulaire."
    if form.name != Path(place).stem:
        yield f"{place} : le formulaire s'appelle « {form.name} » → donnez-lui le nom du fichier."
    if not form.samples:
        yield f"{place} : aucune réponse modèle → ajoutez une cellule {form.name}.model(…)."
    if not form.criteria:
        yield f"{place} : aucun critère → ajoutez une cellule {form.name}.criterion(…)."
    for key, field in form.fields.items():
        if not field.label.strip():
            yield f"{place}, champ « {key} » : aucun libellé → écrivez la question."
        condition = field.condition
        if condition is not None and condition.field not in form.fields:
            yield f"{place}, champ « {key} » : show_if nomme « {condition.field} », inconnu."


def _carried_problems(root: Path) -> Iterator[str]:
    """A carried answer is one that its activity asks for, in the same way, and lets go."""
    forms: dict[str, Form] = {}
    for path in source_paths(root):
        try:
            forms[f"{path.parent.name}/{path.stem}"] = source_activity(path).run({})
        except (BrokenSource, BrokenActivity):
            continue  # told already
    for place, form in forms.items():
        for field in form.fields.values():
            if not isinstance(field, Carried):
                continue
            where = f"solutions/{place}.md, champ « {field.id} »"
            source = forms.get(field.source)
            there = source.fields.get(field.field.id) if source else None
            if there is None:
                yield (
                    f"{where} : « {field.source} » ne demande pas « {field.field.id} » → nommez "
                    "une activité et un de ses champs."
                )
            elif there.private:
                yield f"{where} : ce champ est « jamais transmis » → n'en reprenez pas la réponse."
            elif not _reads_alike(field.field, there):
                yield (
                    f"{where} : il ne se lit pas comme « {there.label} » → reprenez le même "
                    "genre de champ, ses choix et ses colonnes."
                )


def _reads_alike(here: Field, there: Field) -> bool:
    """Whether both read an answer in the same way; a table may be carried in part."""
    if isinstance(here, Table) and isinstance(there, Table):
        columns = {column.id: column for column in there.columns}
        return all(
            column.id in columns and _reads_alike(column, columns[column.id])
            for column in here.columns
        )
    keys = ("options", "categories")
    own, other = here.schema(), there.schema()
    return here.kind == there.kind and all(
        [each["key"] for each in own.get(part, [])] == [each["key"] for each in other.get(part, [])]
        for part in keys
    )


def _scoring_problems(where: str, criterion: Criterion) -> Iterator[str]:
    """Whether nbgrader scores each outcome as we mean it, by its own rule."""
    from nbgrader.utils import determine_grade

    for outcome in Outcome:
        judged = Criterion(
            criterion.id, criterion.label, outcome, criterion.max_points, "", criterion.hint
        )
        cell = nbformat.v4.new_code_cell(
            "",
            metadata={
                "nbgrader": {
                    "grade": True,
                    "solution": False,
                    "points": criterion.max_points,
                    "grade_id": criterion.id,
                }
            },
            outputs=[new_output("execute_result", data={"text/plain": repr(judged)})],
        )
        try:
            score, _ = determine_grade(cell)
        except ValueError as error:
            yield f"{where} : nbgrader refuse sa note ({error}) → donnez points= un nombre simple."
            return
        if score != judged.points:
            yield (
                f"{where} : nbgrader compte {score} pour {outcome}, et non {judged.points:g} → "
                "donnez points= un nombre simple."
            )


def _stray_answers(root: Path) -> Iterator[str]:
    for path in (root / "solutions").rglob("*.json"):
        yield (
            f"solutions/{path.relative_to(root / 'solutions')} : un fichier de réponses ici "
            "remplacerait celles de tout le monde → retirez-le."
        )


def _stale_release(root: Path) -> Iterator[str]:
    """Whether exercises/ is what a fresh release gives, byte for byte."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh_release(root, Path(scratch))
        fresh = _contents(Path(scratch))
    committed = _contents(root / EXERCISES)
    for name in sorted(fresh.keys() | committed.keys()):
        if fresh.get(name) != committed.get(name):
            yield f"exercises/{name} : ne suit plus sa source → socialise release."


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    }


@dataclass(frozen=True)
class Secret:
    """A text that must not be found outside of solutions/, and where it comes from."""

    text: str
    origin: str
    code: bool = False

    def key(self) -> str:
        """What is looked for: the words of a sentence, the characters of a line of code."""
        return _characters(self.text) if self.code else _words(self.text)


def _words(text: str) -> str:
    return " ".join(words_in(fold(text)))


def _characters(text: str) -> str:
    return "".join(text.split()).replace("\\", "")


def secrets(root: Path) -> list[Secret]:
    """The sentences of the author's answers, and the conditions of hidden criteria."""
    found = []
    for path in source_paths(root):
        place = f"solutions/{path.parent.name}/{path.name}"
        for cell in read_cells(read_source(path)):
            if cell.role == "hidden":
                conditions = [line for line in cell.source.splitlines() if "met=" in line]
                origin = f"{place}, critère caché « {cell.id} »"
                found += [Secret(line, origin, code=True) for line in conditions]
        for sample in source_activity(path).run(None).samples:
            for text in set(_texts(sample.answers)):
                if len(text) >= SECRET_LENGTH:
                    seen = shorten(text, 30)
                    found.append(Secret(text, f"{place}, réponse « {sample.label} » : {seen}"))
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def leaks_in(files: Iterable[tuple[str, bytes]], wanted: Iterable[Secret]) -> Iterator[str]:
    """Each secret found in these files (name, content), whatever the escapes around it."""
    keys = [(secret.key(), secret) for secret in wanted]
    for name, content in files:
        text = html.unescape(content.decode("utf-8", "replace"))
        # A search index and a bundle may write é as \\u00e9.
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        letters, characters = _words(text), _characters(text)
        for key, secret in keys:
            if key in (characters if secret.code else letters):
                yield f"{name} : on y lit {secret.origin} → reformulez l'un des deux."


def _leaks(root: Path) -> Iterator[str]:
    folders = [root / EXERCISES, root / SITE, root / "dist"]
    wanted = secrets(root)
    yield from leaks_in(_told_texts(root), wanted)
    yield from leaks_in(published_files(root, folders), wanted)


def _told_texts(root: Path) -> Iterator[tuple[str, bytes]]:
    """What each released activity tells, put together as a learner reads it."""
    for activity in Course(root):
        told = {"schema": activity.schema(), "verdicts": activity.judge({})}
        name = f"{EXERCISES}/{activity.lesson}/{activity.name}.ipynb"
        yield name, json.dumps(told, ensure_ascii=False).encode()


def published_files(root: Path, folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every text file below these folders, those inside archives too."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or ".ipynb_checkpoints" in path.parts:
                continue
            name = path.relative_to(root).as_posix()
            if path.suffix == ".gz" and path.with_suffix("").is_file():
                continue  # the same bytes as the file beside it
            if path.suffix in (".whl", ".zip"):
                with zipfile.ZipFile(path) as archive:
                    for inner in archive.namelist():
                        yield f"{name}/{inner}", archive.read(inner)
            elif path.suffix == ".gz":
                yield name, gzip.decompress(path.read_bytes())
            elif path.suffix not in (".woff2", ".wasm", ".png", ".ttf"):
                yield name, path.read_bytes()


def _lesson_problems(root: Path) -> Iterator[str]:
    """Whether the table of contents, the lessons and the activities agree."""
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    listed = set(_toc_files(toc))
    for name in sorted(listed):
        if not any((root / f"{name}{suffix}").is_file() for suffix in (".md", ".ipynb")):
            yield f"_toc.yml : « {name} » n'existe pas → créez {name}.md ou retirez la ligne."
    texts = {}
    for path in sorted((root / "book").rglob("*.md")):
        name = path.relative_to(root).with_suffix("").as_posix()
        texts[name] = path.read_text("utf-8")
        if name not in listed:
            yield f"{name}.md : absent de _toc.yml → ajoutez-le."
    for path in source_paths(root):
        key = f"{path.parent.name}/{path.stem}"
        pages = [name for name, text in texts.items() if f"{{activity}} {key}" in text]
        if len(pages) != 1:
            yield (
                f"solutions/{key}.md : {len(pages)} page la montre → mettez "
                f"```{{activity}} {key}``` dans une seule leçon."
            )
    for name, text in texts.items():
        if "{activity}" in text and not _minutes(text):
            yield f"{name}.md : aucune durée → ajoutez minutes: en tête de page."


def _toc_files(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("root", "file"):
                yield str(value)
            else:
                yield from _toc_files(value)
    elif isinstance(node, list):
        for item in node:
            yield from _toc_files(item)


def _minutes(text: str) -> int:
    if not text.startswith("---"):
        return 0
    matter = yaml.safe_load(text.split("---")[1])
    return int((matter or {}).get("minutes") or 0)
