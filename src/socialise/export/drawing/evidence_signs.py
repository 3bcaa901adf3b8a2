"""The sign and the colour of each kind of evidence; a word always goes with them."""

from __future__ import annotations

from socialise.export.drawing import palette, shapes

# Key of domain.EVIDENCE, or nothing → sign, colour; from the firmest to what is only supposed.
SIGNS = {
    "entrevue": (shapes.INTERVIEW, palette.FIR),
    "donnees": (shapes.DATA, palette.FIR),
    "observation": (shapes.OBSERVATION, palette.FIR),
    "supposition": (shapes.QUESTION, palette.AMBER),
    "": (shapes.QUESTION, palette.AMBER),
}
