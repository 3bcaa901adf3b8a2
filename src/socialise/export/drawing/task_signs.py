"""The sign of each task of a week, drawn in a square of 24 units; a word always goes with it."""

from __future__ import annotations

from socialise.export.drawing import shapes

# Key of domain.TASKS → path data (see shapes.py).
SIGNS = {
    "contenu": "M4 20L5.500 14.500L16 4L20 8L9.500 18.500Z M13.500 6.500L17.500 10.500",
    "image": "M3 7.500L8 7.500L9.500 5L14.500 5L16 7.500L21 7.500L21 19L3 19Z"
    + shapes.circle(12, 13, 3.2),
    "reponses": shapes.INTERVIEW,
    "abonnes": shapes.circle(9, 8, 3.6)
    + "M2.500 20C2.500 12.500 15.500 12.500 15.500 20M19 6L19 13M15.500 9.500L22.500 9.500",
    "chiffres": shapes.DATA,
    "fil": "M6.500 2.500L17.500 2.500L17.500 21.500L6.500 21.500Z M12 6.500L12 17M9 14L12 17L15 14",
    "publicite": "M4 9.500L4 14.500L8 14.500L18.500 19.500L18.500 4.500L8 9.500Z"
    "M8 14.500L9.500 20.500",
    "formation": "M12 6.500C9.500 4.500 6 4.500 3 5L3 19C6 18.500 9.500 18.500 12 20.500"
    "C14.500 18.500 18 18.500 21 19L21 5C18 4.500 14.500 4.500 12 6.500L12 20.500",
    "autre": shapes.circle(5, 12, 1.6) + shapes.circle(12, 12, 1.6) + shapes.circle(19, 12, 1.6),
}
