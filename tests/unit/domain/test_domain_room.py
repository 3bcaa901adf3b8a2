"""The room keeps its promises to the rooms above: names, and nothing but words underneath."""

import subprocess
import sys
from pathlib import Path

import socialise
from socialise import domain

SOURCE = Path(socialise.__file__).parent.parent
BARE = """
import sys
sys.path.insert(0, sys.argv[1])
import socialise.domain as domain
from decimal import Decimal
assert domain.roi_percent(Decimal(3), Decimal(1)) == 200
foreign = [
    name for name in sys.modules
    if name.split(".")[0] not in sys.stdlib_module_names | {"socialise", "__main__"}
]
print(sorted(foreign))
"""


def test_every_public_name_exists_and_is_listed_once():
    """`__all__` is exact: what the room offers, no more."""
    assert len(set(domain.__all__)) == len(domain.__all__)
    for name in domain.__all__:
        assert hasattr(domain, name)


def test_the_domain_runs_on_a_bare_interpreter():
    """No installed package, no site: as in the browser."""
    command = [sys.executable, "-I", "-S", "-c", BARE, str(SOURCE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")
