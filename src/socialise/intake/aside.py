"""What is kept aside, with the reason beside it, until it is mended or its owner is known.

Beside `<name>` stands `<name>.raison.txt`: the reason, then how it was named where it came from, so
that it can be taken again as if it came from there (docs/formats.md).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from socialise.form.problems import one_line
from socialise.intake.regular import NotTaken, read_regular
from socialise.intake.sent import REASON_SUFFIX, Sent
from socialise.intake.workshop import Workshop, is_plain_name, write_together

__all__ = ["Aside", "safe_name"]

NAME_BYTES = 120
NOTE_LIMIT = 20_000  # bytes
_CHANNEL, _LEARNER, _NAME = "Dossier : ", "Participant : ", "Nom : "
_UNSAFE = re.compile(r"[^\w .()'+,=@&-]")


@dataclass(frozen=True)
class _Note:
    """What stands beside a kept file."""

    reason: str
    name: str
    channel: tuple[str, ...] = ()
    learner: str | None = None

    def to_bytes(self) -> bytes:
        """As it is kept."""
        lines = [self.reason, f"{_NAME}{self.name}"]
        lines += [f"{_CHANNEL}{one_line(each)}" for each in self.channel]
        lines += [f"{_LEARNER}{self.learner}"] if self.learner else []
        return ("\n".join(lines) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> _Note:
        """Read it back, whatever a person wrote in it since."""
        reason, *lines = content.decode(errors="replace").splitlines() or [""]
        told = {
            mark: [line.removeprefix(mark).strip() for line in lines if line.startswith(mark)]
            for mark in (_NAME, _CHANNEL, _LEARNER)
        }
        learner = next(filter(is_plain_name, told[_LEARNER]), None)
        return cls(reason, next(iter(told[_NAME]), ""), tuple(told[_CHANNEL]), learner)


class Aside:
    """One folder of files kept aside."""

    def __init__(self, workshop: Workshop, name: str) -> None:
        """`name` is that of the folder in the workshop."""
        self._workshop = workshop
        self._name = name
        self.folder = workshop.folder / name

    def keep(self, one: Sent, reason: str, learner: str | None = None) -> Path:
        """Keep a file with its reason, and give its place, which is no other's.

        What is kept here already keeps its place and gets the new reason. Without content, the
        reason alone is kept. Raises OSError.
        """
        folder = self._workshop.real_folder(self._name)
        note = _Note(one_line(reason, 4_000), one.name, one.channel, learner)
        if self.holds(one):
            assert one.place is not None
            before = self._note(one.place.name)
            if before is not None:
                learner = learner or before.learner
                note = _Note(note.reason, before.name, before.channel, learner)
            return self._write(folder / one.place.name, None, note)
        content = None if one.refusal else one.content
        return self._write(folder / self._free(one, content), content, note)

    def holds(self, one: Sent) -> bool:
        """Whether the file stands in this very folder."""
        place = one.place
        if place is None or not self.folder.is_dir():
            return False
        try:
            return place.parent.samefile(self.folder)
        except OSError:
            return False

    def as_it_came(self, one: Sent) -> tuple[Sent, str | None]:
        """A kept file under the names of its channel, and its owner if it was known."""
        note = self._note(one.place.name) if one.place is not None else None
        if note is None:
            return one, None
        return Sent(one.name, note.channel, one.content, one.refusal, one.place), note.learner

    def release(self, one: Sent) -> None:
        """Forget a file that was taken: it stands elsewhere now. Raises OSError."""
        if one.place is not None and self.holds(one):
            (self.folder / f"{one.place.name}{REASON_SUFFIX}").unlink(missing_ok=True)
            (self.folder / one.place.name).unlink(missing_ok=True)

    def forget(self, name: str) -> None:
        """Forget why something of that name was refused, if its reason alone was kept."""
        place = safe_name(name)
        note = self._note(place)
        if note is not None and note.name == name and not (self.folder / place).exists():
            (self.folder / f"{place}{REASON_SUFFIX}").unlink(missing_ok=True)

    def _write(self, place: Path, content: bytes | None, note: _Note) -> Path:
        files = {place.with_name(f"{place.name}{REASON_SUFFIX}"): note.to_bytes()}
        if content is not None:
            files[place] = content
        write_together(files)
        return place

    def _free(self, one: Sent, content: bytes | None) -> str:
        """A name that nothing has, or the same thing."""
        name = safe_name(one.name)
        digest = hashlib.sha256(one.name.encode() + b"\0" + (content or b"")).hexdigest()[:10]
        path = PurePosixPath(name)
        stem, suffix = (path.stem, path.suffix) if path.stem else (name, "")
        other = f"{stem}-{digest}{suffix}"
        return next(each for each in (name, other) if self._is_free(each, one, content, other))

    def _is_free(self, name: str, one: Sent, content: bytes | None, last: str) -> bool:
        if name == last:
            return True
        note = self._note(name)
        try:
            there: bytes | None = read_regular(self.folder, name, 2_000_000)
        except FileNotFoundError:
            there = None
        except NotTaken:
            return False
        if note is None:
            return there is None
        return note.name == one.name and there == content

    def _note(self, name: str) -> _Note | None:
        try:
            kept = read_regular(self.folder, f"{name}{REASON_SUFFIX}", NOTE_LIMIT)
        except OSError:
            return None
        return _Note.from_bytes(kept)


def safe_name(name: str) -> str:
    """A file's name that leads nowhere else, whatever it was made from, at most 120 bytes long."""
    parts = [each for each in re.split(r"[/\\]", one_line(name)) if each not in ("", ".", "..")]
    flat = _UNSAFE.sub("_", "__".join(parts)).strip(" .") or "sans-nom"
    if flat.endswith(REASON_SUFFIX):
        flat = f"{flat}_"
    suffix = PurePosixPath(flat).suffix[:12]
    while len(flat.encode()) > NAME_BYTES:
        flat = f"{flat.removesuffix(suffix)[:-1]}{suffix}"
    return flat
