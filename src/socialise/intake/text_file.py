"""The text of a list that an office program or a hand wrote: any encoding, or a refusal."""

from __future__ import annotations

__all__ = ["NotText", "text_of"]

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # a workbook or a document, not a list


class NotText(ValueError):
    """The text says the fact and the cure, in French."""


def text_of(content: bytes) -> str:
    """What is written, whatever the encoding that an office program chose. Raises NotText."""
    if content.startswith(_PACKED):
        raise NotText("ce n'est pas du texte → enregistrez la liste en .csv ou en .txt.")
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotText("ce texte ne se lit pas → enregistrez-le en UTF-8.")
