"""« Limites »: what seven days of figures do not prove, and when to count again."""

from __future__ import annotations

from socialise.export.xlsx.workbook import TEXT, Page

UNPROVED = (
    "Que toutes les semaines se ressemblent : sept jours ne font pas une année.",
    "D'où vient une demande : celle qui arrive en ligne vient parfois du trottoir, et l'inverse "
    "arrive aussi.",
    "Qu'une tâche à zéro demande est inutile : elle peut en préparer une autre. C'est vous qui le "
    "savez, pas le tableau.",
    "Que les heures libérées rapportent : du temps rendu ne vaut que par ce qu'on en fait.",
    "Ce que le temps à l'écran vous fait : une durée ne dit ni le plaisir, ni la fatigue.",
)


def limits(page: Page) -> None:
    page.title("A1", "Ce que ce calcul ne prouve pas")
    for row, told in enumerate(UNPROVED, start=3):
        page.paragraph(f"A{row}", "B", f"• {told}", lines=2)
    row = 4 + len(UNPROVED)
    page.label(f"A{row}", "Je recompte sept jours à partir du")
    page.entry(f"B{row}", None, TEXT)
    page.label(f"A{row + 1}", "Ce que je regarderai ce jour-là")
    page.entry(f"B{row + 1}", None, TEXT)
