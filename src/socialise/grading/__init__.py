"""Grading through nbgrader, on the learner's data, by the instructor's own cells."""
