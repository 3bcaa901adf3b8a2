"""Any submission becomes a clean one, or a refusal in plain French."""

from socialise.intake.partial import sweep
from socialise.intake.receipt import Receipt, read_receipts
from socialise.intake.regular import NotTaken, names_in, open_folder, read_at, read_regular
from socialise.intake.submission import (
    clean,
    hand_in,
    read_submission,
    submission_notebook,
)
from socialise.intake.workshop import Workshop, is_plain_name, write_atomically, write_quickly

__all__ = [
    "NotTaken",
    "Receipt",
    "Workshop",
    "clean",
    "hand_in",
    "is_plain_name",
    "names_in",
    "open_folder",
    "read_at",
    "read_receipts",
    "read_regular",
    "read_submission",
    "submission_notebook",
    "sweep",
    "write_atomically",
    "write_quickly",
]
