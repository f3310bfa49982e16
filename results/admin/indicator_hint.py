"""Tell an editor, while typing, what was published of a figure's indicator before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from wagtail.models import Page

from ..blocks.leaves import as_pk
from ..models import Indicator
from ..models.edition import ResultsPageMixin
from ..models.findings import far_from
from ..quantities import QuantityError, Unit, parse_number
from ..record.previous import PreviousFigure, previous_figure
from .figure_preview import MAX_LENGTH

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest


def indicator_hint(request: HttpRequest) -> JsonResponse:
    """Return {"name", "unit", "previous", "question"} of an indicator, or {} where it is gone.

    Query parameters: keys of `indicator` and `page`; `period_start` of the page, `value` and `unit`
    of the figure, as in the form. "previous" is "2015: 5 900 tips" or "", "question" is not empty
    where the value is far from that.
    """
    indicator = Indicator.objects.filter(pk=as_pk(request.GET.get("indicator"))).first()
    if indicator is None:
        return JsonResponse({})
    hint = {"name": indicator.name, "unit": indicator.unit, "previous": "", "question": ""}
    page = Page.objects.filter(pk=as_pk(request.GET.get("page"))).first()
    page = page and page.specific
    if isinstance(page, ResultsPageMixin) and page.permissions_for_user(request.user).can_edit():
        page.period_start = _date(request) or page.period_start
        if previous := previous_figure(page, indicator):
            language = page.locale.language_code
            hint["previous"] = previous.text(language)
            if _is_far(request, previous):
                hint["question"] = far_from(previous, language)
    return JsonResponse(hint)


def _date(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("period_start", ""))
    except ValueError:
        return None


def _is_far(request: HttpRequest, previous: PreviousFigure) -> bool:
    typed = request.GET.get("value", "")[:MAX_LENGTH]
    try:
        value = parse_number(typed, get_language() or "en")
    except QuantityError:
        return False
    return previous.is_far_from(value, Unit.of(request.GET.get("unit")))
