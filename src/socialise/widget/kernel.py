"""How a form, its verdicts and its panels show themselves in a notebook that a kernel answers.

Nothing here is imported in a bare interpreter, in the browser's Python, or when nbgrader grades.
"""

from __future__ import annotations

from html import escape
from typing import Any

from IPython.display import HTML, display

from socialise import words
from socialise.form import Criterion, Form, FreeText, Preview, TakeHome, WhatIf
from socialise.words.interface import phrase

__all__ = ["register"]

# A reopened notebook has no live widget: JupyterLab writes an English sentence in its place.
_NO_MODEL = "<style>.jp-OutputArea-output.lm-Panel:not(:has(*)){display:none}</style>"

_live: dict[str, Any] = {}  # the form widget on screen, by the name of its activity


def register(shell: Any) -> None:
    """Tell this IPython shell how to show them. Verdicts are then drawn, no longer printed."""
    formatters = shell.display_formatter
    formatters.ipython_display_formatter.for_type(Form, show_form)
    formatters.ipython_display_formatter.for_type(WhatIf, show_what_if)
    formatters.ipython_display_formatter.for_type(Preview, show_preview)
    html = formatters.formatters["text/html"]
    html.for_type(Criterion, Criterion.html)
    html.for_type(FreeText, lambda item: _cell(_told(item.label, repr(item))))
    html.for_type(TakeHome, lambda thing: _cell(_told(thing.label, phrase("take_home.where"))))
    Form.prints_verdicts = False


def show_form(form: Form) -> None:
    """The form as a widget, and under it the saved answers, which stay readable without one."""
    from socialise.widget.form_widget import FormWidget

    if form.unread:
        told = [problem.text for problem in form.unread]
        told.append(phrase("form.set_aside", name=f"{form.name}.json"))
        display(HTML(_cell("".join(f"<p>{escape(text)}</p>" for text in told))))
    widget = FormWidget(form)
    if (former := _live.get(form.name)) is not None:
        former.close()
    _live[form.name] = widget
    display(widget)
    record = display(HTML(_record(form)), display_id=True)
    widget.watch("record", lambda: record.update(HTML(_record(form))))


def show_what_if(shown: WhatIf) -> None:
    """Sliders over the figures of the answers."""
    from socialise.widget.what_if import WhatIfPanel

    _show_panel(WhatIfPanel(shown))


def show_preview(shown: Preview) -> None:
    """The finished thing as it stands."""
    from socialise.widget.preview import PreviewPanel

    _show_panel(PreviewPanel(shown))


def _show_panel(panel: Any) -> None:
    widget = _live.get(panel.form.name)
    if widget is not None and widget.form is panel.form:
        widget.watch(panel.label, panel.refresh)
    display(panel)


def _record(form: Form) -> str:
    """The saved answers, folded under a sentence that says how to change them."""
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{'<br>'.join(escape(answer).splitlines())}</dd>"
        for label, answer in form.rows()
    )
    inside = f"<dl>{rows}</dl>" if rows else f"<p>{escape(phrase('answers.none'))}</p>"
    summary = escape(words.quebec_typography(phrase("form.reopened")))
    return _NO_MODEL + _cell(f"<details><summary>{summary}</summary>{inside}</details>")


def _told(label: str, text: str) -> str:
    return f"<p><strong>{escape(label)}</strong><br>{'<br>'.join(escape(text).splitlines())}</p>"


def _cell(inside: str) -> str:
    return f'<div class="so-told mathjax_ignore" lang="fr-CA">{inside}</div>'
