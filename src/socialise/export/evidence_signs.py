"""The sign and the colour of each kind of evidence; a word always goes with them."""

from __future__ import annotations

from socialise.export import drawing, palette

# Key of domain.EVIDENCE, or nothing → sign, colour; from the firmest to what is only supposed.
SIGNS = {
    "entrevue": (drawing.INTERVIEW, palette.FIR),
    "donnees": (drawing.DATA, palette.FIR),
    "observation": (drawing.OBSERVATION, palette.FIR),
    "supposition": (drawing.QUESTION, palette.AMBER),
    "": (drawing.QUESTION, palette.AMBER),
}
