"""The error rates in docs are those of today's criteria."""

from __future__ import annotations

from parity.error_rates import PAGE, table


def test_the_page_of_error_rates_is_fresh() -> None:
    """A criterion that changed is measured again: `make rates`."""
    assert PAGE.read_text("utf-8") == table()
