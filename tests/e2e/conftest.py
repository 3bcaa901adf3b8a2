"""What the tests of a running site share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from parity.site import static_site


@pytest.fixture(scope="session")
def static_url(root: Path) -> Iterator[str]:
    """The built site with no server behind it."""
    with static_site(root / "_build" / "html") as address:
        yield address
