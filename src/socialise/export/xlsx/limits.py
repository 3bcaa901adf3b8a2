"""« Ce que ce calcul ne prouve pas »: said on every sheet that gives a result."""

from __future__ import annotations

from socialise.export.xlsx.workbook import Page

UNPROVED = (
    "Que les ventes viennent de l'action : on ne sait pas ce qui se serait vendu sans elle.",
    "Que cela se répétera : chaque mois après le premier est supposé pareil aux autres.",
    "Que l'écart n'est pas un hasard : une seule mesure prouve peu. Notez trois mois de chiffres, "
    "puis recommencez.",
    "Ce que l'action change sans passer par une vente : la confiance, le bouche-à-oreille, votre "
    "énergie.",
)


def limits(page: Page, row: int, until: str) -> None:
    """The block, from that row, over the columns A to `until`."""
    page.heading(f"A{row}", "Ce que ce calcul ne prouve pas")
    for place, told in enumerate(UNPROVED, start=1):
        page.paragraph(f"A{row + place}", until, f"• {told}", lines=1)
