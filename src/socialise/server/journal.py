"""The server's log: one JSON object a line, without an answer, a code, a secret or a person."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "serveur.log"
SIZE = 5_000_000  # bytes, then a new file; two old ones are kept
_KEPT = ("method", "path", "status", "ms", "bytes", "lesson", "activity", "cause")


class JsonLines(logging.Formatter):
    """Writes what we named and nothing else: no exception text can come along."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        when = datetime.fromtimestamp(record.created).astimezone()
        told = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in _KEPT if hasattr(record, name)}
        return json.dumps(told, ensure_ascii=False)


def open_journal(folder: Path) -> logging.Handler:
    """Write what the server logs to `serveur.log` in a folder, and only there."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / FILE, maxBytes=SIZE, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("socialise.server")
    ours.setLevel(logging.INFO)
    ours.propagate = False
    ours.addHandler(handler)
    return handler


def close_journal(handler: logging.Handler) -> None:
    """Stop writing there."""
    logging.getLogger("socialise.server").removeHandler(handler)
    handler.close()
