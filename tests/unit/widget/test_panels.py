"""Panels follow the form, wait when they must, and change no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from socialise import Form, Money, Percent, Text, words
from socialise.domain import ONE_YEAR, Campaign
from socialise.export import cash_flow_figure
from socialise.form import Preview, Session, WhatIf, run_with
from socialise.widget.preview import PreviewPanel
from socialise.widget.what_if import WhatIfPanel

NOW = datetime(2026, 12, 3, 19, 30, tzinfo=UTC)
ANSWERS = {"mois": "50 $", "ventes": "600 $", "marge": "40 %"}


def _form(answers: Mapping[str, Any]) -> Form:
    with run_with(Session(answers)):
        return Form(
            "essai", Money("mois", "Dépense par mois"), Money("ventes", "Ventes"),
            Percent("marge", "Marge"), Text("nom", "Nom"), title="Essai", minutes=5,
        )  # fmt: skip


def _plan(form: Form) -> Campaign:
    monthly, sales, margin = form.values("mois", "ventes", "marge")
    none = Decimal(0)
    return Campaign(
        setup_cost=none, setup_hours=none, monthly_cost=monthly, monthly_hours=none,
        hourly_rate=Decimal(25), sales_first_month=sales, sales_following_month=sales,
        margin_percent=margin,
    )  # fmt: skip


def _what_if(form: Form) -> WhatIf:
    return form.what_if("Et si?", _plan, cash_flow_figure.draw)


@pytest.fixture
def panel() -> WhatIfPanel:
    """« Et si? » on complete answers."""
    return WhatIfPanel(_what_if(_form(ANSWERS)))


def test_elsewhere_a_panel_is_its_label() -> None:
    """In the page's engine and in a graded notebook, its cell does nothing more."""
    form = _form({})
    assert repr(_what_if(form)) == "Et si? (se manipule dans un cahier ouvert)"
    assert repr(Preview(form, "Sa carte", lambda f, now: b"")).startswith("Sa carte (")


def test_it_starts_from_the_answers(panel: WhatIfPanel) -> None:
    """Before anything moves, both columns say the same."""
    assert panel.campaign == _plan(panel.form)


def test_what_moves_is_worked_out_by_the_domain(panel: WhatIfPanel) -> None:
    """The first column stays what the answers give."""
    panel._sliders["margin_percent"].position = 60
    moved = replace(_plan(panel.form), margin_percent=Decimal(60))
    assert panel.campaign == moved
    told = [plan.roi_percent(ONE_YEAR, with_time=False) for plan in (_plan(panel.form), moved)]
    for result in told:
        assert isinstance(result, Decimal)
        assert words.percent(result) in panel._result.value
    assert panel.form.answers == ANSWERS


def test_the_answers_come_back(panel: WhatIfPanel) -> None:
    """One may wander and return."""
    panel._sliders["monthly_cost"].position = 3
    panel._reset.click()
    assert panel.campaign == _plan(panel.form)


def test_it_waits_for_what_it_needs_then_starts() -> None:
    """A figure that is missing or unreadable is named, never taken for zero."""
    panel = WhatIfPanel(_what_if(_form({"mois": "50 $"})))
    assert panel.campaign is None
    assert "Ventes\u00a0»\u00a0: à compléter" in panel._intro.value
    panel.form.answers = {**ANSWERS, "ventes": "beaucoup"}
    panel.refresh()
    assert "beaucoup" in panel._intro.value
    assert panel._tools not in panel.children
    panel.form.answers = ANSWERS
    panel.refresh()
    assert panel.campaign == _plan(panel.form)
    assert panel._tools in panel.children


def test_an_answer_about_something_else_leaves_the_sliders_where_they_are(
    panel: WhatIfPanel,
) -> None:
    """Only new figures start them again."""
    panel._sliders["margin_percent"].position = 60
    panel.form.answers = {**ANSWERS, "nom": "Infolettre"}
    panel.refresh()
    assert panel._sliders["margin_percent"].value == 60
    panel.form.answers = {**ANSWERS, "mois": "75 $"}
    panel.refresh()
    assert panel.campaign == _plan(panel.form)


def test_no_cost_is_undefined_and_never_is_said() -> None:
    """The domain's reasons are shown as they are."""
    panel = WhatIfPanel(_what_if(_form({**ANSWERS, "mois": "0 $"})))
    assert "non défini" in panel._result.value
    panel.form.answers = {**ANSWERS, "ventes": "10 $"}
    panel.refresh()
    assert "pas d&#x27;ici un an" in panel._result.value


def test_a_broken_picture_breaks_nothing_else() -> None:
    """The author's function may raise anything, in the middle of a save."""

    def broken(plan: Campaign) -> Any:
        raise ZeroDivisionError("1 / 0")

    panel = WhatIfPanel(_form(ANSWERS).what_if("Et si?", _plan, broken))
    assert "ZeroDivisionError" in panel._intro.value


def _card(form: Form, now: datetime) -> bytes:
    (name,) = form.values("nom")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"><title>Carte</title><desc>{name} {now:%Y}</desc>'
        "<script>x</script></svg>"
    ).encode()


def test_a_preview_is_an_image_with_its_words() -> None:
    """As an image, nothing in it runs; its title and description stand for it."""
    form = _form({"nom": "Nadia &quot;&lt;b&gt;"})
    panel = PreviewPanel(form.preview("Sa carte", _card), clock=lambda: NOW)
    assert panel._picture.value.startswith('<img src="data:image/svg+xml;base64,')
    assert panel._picture.value.endswith('alt="Carte\nNadia &quot;&lt;b&gt; 2026">')


def test_a_preview_waits_then_follows() -> None:
    """It says what it waits for."""
    form = _form({})
    panel = PreviewPanel(form.preview("Sa carte", _card), clock=lambda: NOW)
    assert "Nom\u00a0»\u00a0: à compléter" in panel._picture.value
    form.answers = {"nom": "Léa"}
    panel.refresh()
    assert "Léa 2026" in panel._picture.value
