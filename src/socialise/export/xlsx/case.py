"""« Le cas »: the supplied case of the lesson, with live formulas and the learner's answers."""

from __future__ import annotations

from decimal import Decimal

from socialise.domain import ONE_MONTH, Campaign
from socialise.export.reading.roi import UNDEFINED, Figures, share, typed_share
from socialise.export.xlsx.cells import needing, over
from socialise.export.xlsx.workbook import HOURS, MONEY, NUMBER, PERCENT, RATIO, Page


def case(page: Page, figures: Figures) -> None:
    """The supplied case: a figure is computed once the learner has answered it.

    The formula of the hidden one is always left to the learner, as in the form.
    """
    page.title("A1", "Le cas : l'atelier de reliure Marguerite")
    page.note("A2", "Une publication payée. Tout est noté avant taxes.", wrap=False)
    for column, text in zip("ABCD", ("Ce que l'on sait", "", "", ""), strict=True):
        page.head(f"{column}4", text)
    spent, hours, rate, sales, margin, leads = (f"B{row}" for row in range(5, 11))
    for place, label, value, form in (
        (spent, "Argent dépensé", Decimal(120), MONEY),
        (hours, "Heures données", Decimal(4), HOURS),
        (rate, "Valeur d'une heure", Decimal(25), MONEY),
        (sales, "Ventes dues à la publication", Decimal(600), MONEY),
        (margin, "Marge sur les ventes", Decimal("0.4"), PERCENT),
        (leads, "Demandes reçues", Decimal(8), NUMBER),
    ):
        page.label(f"A{place[1:]}", label)
        page.entry(place, value, form)
    for column, text in zip(
        "ABCD", ("Ce que cela donne", "Le calcul", "Votre réponse", "Comment"), strict=True
    ):
        page.head(f"{column}12", text, align="left" if column == "D" else "")
    plan = Campaign(
        setup_cost=Decimal(120), setup_hours=Decimal(4), monthly_cost=Decimal(0),
        monthly_hours=Decimal(0), hourly_rate=Decimal(25), sales_first_month=Decimal(600),
        sales_following_month=Decimal(0), margin_percent=Decimal(40), leads_per_month=Decimal(8),
    )  # fmt: skip
    without = figures.needing((), lambda: plan.roi_percent(ONE_MONTH, with_time=False))
    for row, label, formula, given, form, key, how in (
        (13, "Coût complet, argent et temps", needing([spent, hours, rate],
         f"{spent}+{hours}*{rate}"), plan.cost(ONE_MONTH, with_time=True), MONEY, "cas_cout",
         "argent + heures × valeur d'une heure"),
        (14, "ROAS", over(sales, spent, f"{sales}/{spent}"),
         figures.needing((), lambda: plan.roas(ONE_MONTH)), RATIO, "cas_roas",
         "ventes ÷ argent dépensé"),
        (15, "Rendement (ROI) sans compter le temps",
         needing([sales, margin, spent],
                 f'IF(ROUND({spent},6)<=0,"{UNDEFINED}",({sales}*{margin}-{spent})/{spent})'),
         share(without), PERCENT, "cas_roi_sans", "(marge − argent dépensé) ÷ argent dépensé"),
        (17, "Heures par demande", over(hours, leads, f"{hours}/{leads}"),
         figures.needing((), lambda: plan.hours_per_lead(ONE_MONTH)), HOURS, "cas_heures",
         "heures ÷ demandes"),
    ):  # fmt: skip
        page.label(f"A{row}", label)
        typed = figures.typed(key)
        if typed is None:  # a figure is shown beside one's own, never instead
            page.entry(f"B{row}", None, form)
        else:
            page.result(f"B{row}", formula, given, form, strong=True)
        page.entry(f"C{row}", typed_share(typed) if form == PERCENT else typed, form)
        page.note(f"D{row}", how)
    page.label("A16", "Rendement (ROI) en comptant le temps")
    page.entry("B16", None, PERCENT)
    page.entry("C16", typed_share(figures.typed("cas_roi_avec")), PERCENT)
    page.note("D16", "À vous d'écrire la formule en B16 : le coût complet remplace l'argent "
                     "dépensé. Votre réponse est vérifiée à la remise.")  # fmt: skip
    page.sheet.row_dimensions[16].height = 30
    page.heading("A19", "Ce que le cas montre")
    told = (
        "Un ROAS de 5 ne dit pas que l'on gagne cinq fois sa mise : il compare des ventes, pas une "
        "marge, et il oublie le temps."
    )
    page.paragraph("A20", "D", told, lines=2)
    page.sheet.freeze_panes = "B5"
