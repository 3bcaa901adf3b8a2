"""A law: each file of any archive is received or refused, and nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialise.course.course import Course
from socialise.form import AnswersFile
from socialise.intake import Workshop
from socialise.intake.collect import collect
from socialise.intake.roster import owner_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)
GOOD = AnswersFile("01-essai", "mini", {"prenom": "Léa", "age": "42"}).to_bytes()

NAMES = st.one_of(
    st.sampled_from(["mini.json", "a/mini.json", "../mini.json", "/mini.json", "a\\mini (1).json",
                     "a/mini.ipynb", "a/t.zip", "Zoe\u0301/mini.json", "a/x.txt", ".json"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.text("./\\:~\0\n\u202e ", min_size=1, max_size=8).map(lambda text: f"{text}.json"),
)  # fmt: skip
CONTENTS = st.one_of(
    st.just(GOOD),
    st.just(GOOD.replace(b"42", b"NaN")),
    st.integers(0, len(GOOD)).map(lambda cut: GOOD[:cut]),
    st.binary(max_size=60),
)


@st.composite
def archives(draw: st.DrawFn, depth: int = 0) -> bytes:
    """A zip of such files, another one in it at times, and a few of its bytes changed at times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", draw(st.sampled_from([0, 8]))) as file:
        for name in draw(st.lists(NAMES, max_size=4, unique=True)):
            content = draw(archives(depth + 1) if depth < 2 and "zip" in name else CONTENTS)
            info = zipfile.ZipInfo(name)
            info.external_attr = draw(st.sampled_from([0o100644, 0o120777, 0o040755, 0])) << 16
            with suppress(ValueError):
                file.writestr(info, content)
    made = bytearray(out.getvalue())
    for _ in range(draw(st.sampled_from([0, 0, 1, 3]))):
        made[draw(st.integers(0, len(made) - 1))] = draw(st.integers(0, 255))
    return bytes(made)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workshop is, and what is sent."""
    return tmp_path_factory.mktemp("archives")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=archives())
def test_each_file_is_received_or_refused(
    released_course: Path, place: Path, content: bytes
) -> None:
    """No exception, no word without a cure, and no file beside the workshop."""
    (place / "remises.zip").write_bytes(content)
    workshop = Workshop(place / "atelier")
    owner = owner_of(workshop, "erable-1", None)
    for told in collect(Course(released_course), workshop, [place / "remises.zip"], owner, NOW):
        assert bool(told.refusal) is not bool(told.receipt)
        assert not told.refusal or told.refusal.endswith((".", "»"))
        assert "n'a pas pu être" not in told.refusal
        line = re.sub("[\u00a0\u202f\u200c\u200d]", "", told.name + told.refusal)
        assert line.isprintable(), line
    assert {each.name for each in place.iterdir()} <= {"atelier", "remises.zip"}
    if workshop.folder.exists():
        assert {each.name for each in workshop.folder.iterdir()} <= {
            "submitted", "receipts", "refuses",
        }  # fmt: skip
