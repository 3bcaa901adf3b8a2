"""One browser, the built site with and without a server, and the course that judges."""

from __future__ import annotations

import pytest
from e2e.journeys.learner import ROOT

from socialise.course.course import Course


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of the checkout."""
    return Course(ROOT)
