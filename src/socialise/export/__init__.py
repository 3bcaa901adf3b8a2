"""Finished things as bytes, to take home: PDF, SVG, xlsx, ics.

Every function takes the form and the time, and gives bytes: no file, no clock, no randomness, so
that the same answers give the same bytes. Import the module of the thing that you need
(`from socialise.export import persona_card`): nothing heavy is loaded before a thing is made.

A file here is a thing. What it is made of is in the folders: `reading` (what the answers say),
`drawing` (colours, signs, pictures), `pdf` and `xlsx` (its pages and its sheets). The worksheet,
the one thing in many parts, is a folder of its own.
"""

__all__: list[str] = []
