"""Any submission becomes a clean one, or a refusal in plain French."""

from socialise.intake.partial import sweep
from socialise.intake.receipt import Receipt, read_receipts
from socialise.intake.submission import (
    clean,
    hand_in,
    read_submission,
    submission_notebook,
)
from socialise.intake.workshop import Workshop, is_plain_name, write_atomically

__all__ = [
    "Receipt",
    "Workshop",
    "clean",
    "hand_in",
    "is_plain_name",
    "read_receipts",
    "read_submission",
    "submission_notebook",
    "sweep",
    "write_atomically",
]
