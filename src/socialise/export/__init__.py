"""Finished things as bytes, to take home: PDF, SVG, xlsx, ics.

Every function takes the form and the time, and gives bytes: no file, no clock, no randomness, so
that the same answers give the same bytes. Import the module of the thing that you need
(`from socialise.export import persona_card`): nothing heavy is loaded before a thing is made.
"""

__all__: list[str] = []
