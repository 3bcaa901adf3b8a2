"""The room keeps its promises to the rooms above: names, and the standard library alone."""

import subprocess
import sys
from pathlib import Path

import socialise
from socialise import words

SOURCE = Path(socialise.__file__).parent.parent
BARE = """
import sys
sys.path.insert(0, sys.argv[1])
import socialise.words as words
assert str(words.read_money("1 234,50 $")) == "1234.50"
foreign = [
    name for name in sys.modules
    if name.split(".")[0] not in sys.stdlib_module_names | {"socialise", "__main__"}
]
print(sorted(foreign))
"""


def test_every_public_name_exists_and_is_listed_once():
    """`__all__` is exact: what the room offers, no more."""
    assert len(set(words.__all__)) == len(words.__all__)
    for name in words.__all__:
        assert getattr(words, name).__module__.startswith("socialise.words")


def test_words_read_on_a_bare_interpreter():
    """No installed package, no site: as in the browser."""
    command = [sys.executable, "-I", "-S", "-c", BARE, str(SOURCE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")
