"""« Vos chiffres »: what was typed, in cells to change, and what it gives over a year."""

from __future__ import annotations

from socialise.domain import ONE_YEAR
from socialise.export.reading.roi import NEVER, UNDEFINED, Figures, typed_share
from socialise.export.xlsx.cells import (
    BEFORE,
    FIRST,
    FLOW,
    FOLLOWING,
    LEADS,
    MARGIN,
    MONTHLY,
    MONTHLY_HOURS,
    NAME,
    RATE,
    RECOVERY,
    SETUP,
    SETUP_HOURS,
    SIDE_BY_SIDE,
    TAXES,
    WEEK,
    cell,
    needing,
    over,
)
from socialise.export.xlsx.comparison import ROI_WITH, ROI_WITHOUT, YEARS
from socialise.export.xlsx.limits import limits
from socialise.export.xlsx.workbook import HOURS, MONEY, NUMBER, PERCENT, TEXT, WHOLE, Page

RESULTS, EQUITY, LIMITS = 21, 29, 36
TAX_WORDS = {
    "avant": "Tous avant taxes",
    "apres": "Tous avec les taxes",
    "melange": "Les uns avant, les autres avec : à uniformiser",
}
# Row, label, fields of plans a and b (or none), format, note.
ASKED: tuple[tuple[int, str, str, str, str, str], ...] = (
    (SETUP, "Dépense de départ", "a_depart", "b_depart", MONEY,
     "Une seule fois. 0 s'il n'y en a pas."),
    (SETUP_HOURS, "Heures de départ", "a_heures_depart", "b_heures_depart", HOURS,
     "En heures : 1,5 pour 1 h 30."),
    (MONTHLY, "Dépense par mois", "a_mois", "b_mois", MONEY, ""),
    (MONTHLY_HOURS, "Heures par mois", "a_heures_mois", "b_heures_mois", HOURS, "En heures."),
    (WEEK, "Ventes, la première semaine", "a_ventes_semaine", "", MONEY,
     "Celles que l'action a amenées, pas toutes vos ventes."),
    (FIRST, "Ventes, le premier mois au complet", "a_ventes_mois1", "", MONEY,
     "La première semaine comprise."),
    (FOLLOWING, "Ventes, chaque mois suivant", "a_ventes_mois", "b_ventes_mois", MONEY, ""),
    (LEADS, "Demandes reçues par mois", "a_demandes", "", NUMBER,
     "Appels, courriels, soumissions demandées."),
    (BEFORE, "Heures par mois que vous y passiez avant", "heures_avant", "", HOURS, ""),
)  # fmt: skip


def inputs(page: Page, figures: Figures) -> None:
    page.title("A1", "Calcul du rendement (ROI)")
    page.note("A2", "Changez les cases crème : tout le reste se recalcule.", wrap=False)
    for column, text in zip("ABCD", ("", "Votre action", "L'autre plan", "À savoir"), strict=True):
        page.head(f"{column}4", text, align="left" if column == "D" else "")
    page.label(f"A{NAME}", "L'action en quelques mots")
    page.entry(f"B{NAME}", figures.text("a_nom"), TEXT)
    page.entry(f"C{NAME}", figures.text("b_nom"), TEXT)
    page.sheet.row_dimensions[NAME].height = 34
    for row, label, first, second, form, note in ASKED:
        page.label(f"A{row}", label)
        page.entry(f"B{row}", figures.typed(first), form)
        if second:
            page.entry(f"C{row}", figures.typed(second), form)
        page.note(f"D{row}", note)
    page.result(
        f"C{FIRST}",
        needing([cell(FOLLOWING, "C")], cell(FOLLOWING, "C")),
        figures.needing(("b_ventes_mois",), lambda: figures.number("b_ventes_mois")),
        MONEY,
    )
    page.head(f"A{RATE - 1}", "Pour les deux plans")
    for column in "BCD":
        page.head(f"{column}{RATE - 1}", "")
    page.label(f"A{RATE}", "Valeur d'une heure de votre temps")
    page.entry(f"B{RATE}", figures.typed("taux"), MONEY)
    page.note(f"D{RATE}", "Ce que vous paieriez quelqu'un pour la faire, par exemple.")
    page.label(f"A{MARGIN}", "Marge sur les ventes")
    page.entry(f"B{MARGIN}", typed_share(figures.typed("marge")), PERCENT)
    page.note(f"D{MARGIN}", "Ce qui reste de 100 $ de ventes une fois payé ce qui a été vendu.")
    page.label(f"A{TAXES}", "Ventes et coûts notés")
    taxes = figures.text("taxes")
    page.entry(f"B{TAXES}", TAX_WORDS.get(taxes, taxes), TEXT)
    page.note(f"D{TAXES}", "Tous avant taxes, ou tous avec : autrement le rendement est faussé.")
    asked = [f"B{SETUP}:C{FOLLOWING}", f"B{LEADS}:B{BEFORE}", f"B{RATE}:B{MARGIN}"]
    page.ask_numbers(asked, "Un nombre, zéro ou plus. Les heures en décimales : 1,5 pour 1 h 30.")
    _results(page, figures)
    _equity(page, figures)
    limits(page, LIMITS, "D")
    page.sheet.freeze_panes = "B5"


def _results(page: Page, figures: Figures) -> None:
    for column, text in zip(
        "ABCD", ("Ce que cela donne, sur un an", "Votre action", "L'autre plan", ""), strict=True
    ):
        page.head(f"{column}{RESULTS}", text)
    year, other = YEARS
    compared = f"'{SIDE_BY_SIDE}'!"
    for row, label, line in (
        (RESULTS + 1, "Rendement (ROI) sans compter le temps", ROI_WITHOUT),
        (RESULTS + 2, "Rendement (ROI) en comptant le temps", ROI_WITH),
    ):
        page.label(f"A{row}", label, strong=True)
        for column, source in (("B", year), ("C", other)):
            value = line.value(figures, source)
            formula = f"{compared}{source.column}{line.row}"
            page.result(f"{column}{row}", formula, value, PERCENT, strong=True)
    page.note(f"D{RESULTS + 1}", "(marge − argent dépensé) ÷ argent dépensé")
    page.note(f"D{RESULTS + 2}", "(marge − coût complet) ÷ coût complet")
    row = RESULTS + 3
    page.label(f"A{row}", "Mois de récupération, temps compté")
    page.result(f"B{row}", f"'{FLOW}'!D{RECOVERY}", figures.recovery(), WHOLE)
    page.note(f"D{row}", "Le premier mois où le cumul atteint zéro.")
    row += 1
    hours = [cell(SETUP_HOURS), cell(MONTHLY_HOURS), cell(LEADS)]
    divided = f"({hours[0]}+12*{hours[1]})/(12*{hours[2]})"
    page.label(f"A{row}", "Heures par demande reçue")
    page.result(
        f"B{row}",
        needing(hours, f'IF({hours[2]}<=0,"{UNDEFINED}",{divided})'),
        figures.needing(
            ("a_heures_depart", "a_heures_mois", "a_demandes"),
            lambda: figures.plan("a").hours_per_lead(ONE_YEAR),
        ),
        HOURS,
    )
    row += 1
    keys = ("a_heures_depart", "heures_avant", "a_heures_mois")
    page.label(f"A{row}", "Heures libérées par mois")
    page.result(
        f"B{row}",
        needing([cell(BEFORE), cell(MONTHLY_HOURS)], f"{cell(BEFORE)}-{cell(MONTHLY_HOURS)}"),
        figures.needing(keys[1:], lambda: figures.freed().per_month),
        HOURS,
    )
    page.note(f"D{row}", "Sous zéro : l'action en prend plus qu'avant.")
    row += 1
    freed = f"B{row - 1}"
    rounded = f"ROUNDUP(ROUND({cell(SETUP_HOURS)}/{freed},8),0)"
    page.label(f"A{row}", "Mois où les heures de départ sont regagnées")
    page.result(
        f"B{row}",
        needing(
            [cell(SETUP_HOURS), freed],
            f'IF(ROUND({freed}-{cell(SETUP_HOURS)},8)>=0,1,IF({freed}<=0,"{NEVER}",{rounded}))',
        ),
        figures.needing(keys, lambda: figures.freed().break_even_month()),
        WHOLE,
    )


def _equity(page: Page, figures: Figures) -> None:
    row = EQUITY
    for column, text in zip("ABCD", ("Le rendement des capitaux propres (ROE)", "", "", ""),
                            strict=True):  # fmt: skip
        page.head(f"{column}{row}", text)
    page.label(f"A{row + 1}", "Bénéfice net de l'année")
    page.entry(f"B{row + 1}", figures.typed("benefice"), MONEY)
    page.label(f"A{row + 2}", "Capitaux propres")
    page.entry(f"B{row + 2}", figures.typed("capitaux"), MONEY)
    page.label(f"A{row + 3}", "Rendement des capitaux propres (ROE)", strong=True)
    formula = over(f"B{row + 1}", f"B{row + 2}", f"B{row + 1}/B{row + 2}")
    page.result(f"B{row + 3}", formula, figures.roe(), PERCENT, strong=True)
    page.note(f"D{row + 3}", "Des capitaux nuls ou négatifs : ce rapport n'a pas de sens.")
    page.label(f"A{row + 4}", "Votre réponse dans le formulaire")
    page.entry(f"B{row + 4}", typed_share(figures.typed("roe")), PERCENT)
