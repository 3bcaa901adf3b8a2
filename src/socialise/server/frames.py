"""What the server and its judges say to each other on a pipe: JSON, then bytes."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, BinaryIO

_SIZES = struct.Struct(">II")

Frame = tuple[dict[str, Any], bytes]


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A message, its two sizes in front. Escaped, so that any text goes through."""
    text = json.dumps(head, allow_nan=False).encode()
    return _SIZES.pack(len(text), len(body)) + text + body


def read(pipe: BinaryIO) -> Frame | None:
    """The next message, or None at the end."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head, body = _SIZES.unpack(sizes)
    text = pipe.read(head)
    content = pipe.read(body)
    if len(text) < head or len(content) < body:
        return None
    return json.loads(text), content


async def read_async(pipe: asyncio.StreamReader) -> Frame:
    """The next message. Raises asyncio.IncompleteReadError at the end."""
    head, body = _SIZES.unpack(await pipe.readexactly(_SIZES.size))
    text = await pipe.readexactly(head)
    content = await pipe.readexactly(body)
    return json.loads(text), content
