"""A figure as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from ..models.one_figure import OneFigure
from .gone import or_gone
from .history import History, definition_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

# What is shown of a figure, under the names that the APIs have for it.
SHOWN = ("text", "when", "whole", "whole_label", "share", "indicator", "comparison", "changes")


@require_safe
@or_gone
def figure_json(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The figure, its definition and its series; numbers as text, so that no digit is lost."""
    one = OneFigure(page, figure, request)
    value, period = one.figure.value, one.figure.value.period or page.period
    shown: Mapping[str, Any] = one.display
    defined = definition_of(one)
    content = {
        "id": one.id,
        "url": one.address(),
        "language": one.language,
        "organisation": one.organisation,
        "edition": {"title": page.title, "url": page.get_full_url(request)},
        "label": one.label,
        "value": shown["data"],
        "unit": value.get("unit"),
        "qualifier": value.get("qualifier"),
        "period": None if value.as_of or not period else [period.start, period.end],
        "as_of": value.as_of,
        **{name: shown[name] for name in SHOWN},
        "indicator_key": defined.key if defined else "",
        "definition": defined.definition if defined else "",
        "method": defined.method if defined else "",
        "source": one.texts.plain("source"),
        "source_url": value.get("source_url") or "",
        "note": one.texts.plain("note"),
        "series": [
            {"when": year.when, "value": year.data, "text": year.text, "change": year.change}
            for year in History(one).years
        ],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
