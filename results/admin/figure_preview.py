"""Show an editor, while typing, how a figure will read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils import translation

from ..quantities import (
    Qualifier,
    Quantity,
    QuantityError,
    Scale,
    Unit,
    format_quantity,
    parse_number,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

MAX_LENGTH = 200


def figure_preview(request: HttpRequest) -> JsonResponse:
    """Return {"text": "over 250 participants"} for the fields of a figure, or {"error": …}.

    Query parameters: `value` as typed; `unit`, `qualifier`, `scale`, `decimals`, `label` and
    `locale` (of the page) as in the form. An empty value gives an empty text.
    """
    fields = {name: str(value)[:MAX_LENGTH] for name, value in request.GET.items()}
    typed = fields.get("value", "").strip()
    if not typed:
        return JsonResponse({"text": ""})
    locale = fields.get("locale") or translation.get_language() or "en"
    try:
        quantity = Quantity(
            parse_number(typed, translation.get_language() or "en"),
            unit=Unit.of(fields.get("unit")),
            qualifier=Qualifier.of(fields.get("qualifier")),
            scale=Scale.of(fields.get("scale")),
            decimals=_decimals(fields.get("decimals", "")),
        )
    except QuantityError as error:
        return JsonResponse({"error": str(error)})
    shown = format_quantity(quantity, locale)
    return JsonResponse({"text": f"{shown} {fields.get('label', '')}".strip()})


def _decimals(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and int(value) <= 4 else None
