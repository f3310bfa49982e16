"""What the command writes: its report as text."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ...quantities import Qualifier, Quantity, Scale, Unit, format_quantity
from ...quantities.formatting import active_language
from ..planning import Kind
from ..planning.linking import target_field
from ..reporting import name_of


def tell(report: dict[str, Any]) -> str:
    """The report that is written as JSON, as text in the active language."""
    lines = [report["title"]]
    for heading, told in {
        _("Sections"): [
            ": ".join(filter(None, (name_of(Kind(each["kind"])), each["heading"])))
            for each in report["sections"]
        ],
        _("Figures"): [
            f"{_figure(each)}\n      {_('“%(text)s”') % {'text': each['context']}}"
            for each in report["figures"]
        ],
        _("Possible figures, not included"): map(_figure, report["doubtful"]),
        _("Links"): [
            f"{each['text']} → "
            + (each["target"] if target_field(each["target"] or "") else _("no target yet"))
            for each in report["links"]
        ],
        _("Left out"): [
            f"{' '.join(each['text'].split())} ({each['reason']})" for each in report["left_out"]
        ],
        _("Still to do"): report["to_do"],
        _("Please note"): report["notices"],
    }.items():
        if found := list(told):
            lines += [f"\n{heading} ({len(found)})", *(f"  - {line}" for line in found)]
    return "\n".join([*lines, *_end(report["page"])])


def _figure(figure: dict[str, Any]) -> str:
    """A figure with what it counts, its whole, its year, and why it is doubtful."""
    unit = Unit(figure["unit"])
    qualifier, scale = Qualifier(figure["qualifier"]), Scale(figure["scale"])
    number = Quantity(Decimal(figure["value"]), unit, qualifier, scale)
    line = f"{format_quantity(number, active_language())} – {figure['label']}"
    if figure["whole"]:
        whole = format_quantity(Quantity(Decimal(figure["whole"]), unit), active_language())
        line += " " + _("(part of %(whole)s)") % {"whole": whole}
    asides = (
        figure["reason"],
        figure["period"] and not figure["reason"] and figure["period"][0][:4],
    )
    return line + "".join(f" ({aside})" for aside in asides if aside)


def _end(page: dict[str, Any] | None) -> Iterator[str]:
    """Yield what became of it."""
    if page is None:
        yield _("Nothing was written.")
        return
    if page["made_now"]:
        yield _("Draft created: “%(title)s”, page %(id)d.") % page
    else:
        yield (
            _(
                "This document was imported before, as “%(title)s”, page %(id)d. Nothing was "
                "created; --again creates another draft."
            )
            % page
        )
    if page["live"]:
        yield _("It is published: %(url)s") % page
    elif page["made_now"]:
        yield _("To undo the import: manage.py import_results --undo %(id)d") % page


def written(content: str | dict[str, Any], encoding: str | None) -> str:
    """Return text, or an object as JSON, with letters that a terminal has: others stand for those it has not."""
    encoding = encoding or "utf-8"
    if isinstance(content, dict):
        is_narrow = not encoding.lower().startswith("utf")
        content = json.dumps(content, ensure_ascii=is_narrow, indent=2)
    return content.encode(encoding, "replace").decode(encoding)
