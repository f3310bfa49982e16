"""Tell an editor, while typing, what was published of a figure before."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import JsonResponse
from django.utils.dateparse import parse_date

from wagtail.models import Page

from ..blocks.choosers import as_pk
from ..blocks.walking import is_block_id
from ..models import Indicator
from ..models.edition import ResultsPageMixin
from ..models.last_edition import doubt_about
from ..quantities import Quantity, QuantityError, Unit, parse_number
from ..quantities.locales import active_language
from ..record.previous import previous_figure
from .figure_preview import MAX_LENGTH

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest


def indicator_hint(request: HttpRequest) -> JsonResponse:
    """Return {"name", "unit", "previous", "question"} of a figure and its indicator.

    Query parameters: keys of `indicator` and `page`; the id of the figure's `block`; `period_start`
    of the page, `value` and `unit` of the figure, as in the form. "previous" is "2015: 5 900 tips" or
    "", "question" is not empty where the value is far from that, all are where there is nothing to
    say.
    """
    hint = {"name": "", "unit": "", "previous": "", "question": ""}
    indicator = Indicator.objects.filter(pk=as_pk(request.GET.get("indicator"))).first()
    block = request.GET.get("block", "")
    figure = UUID(block) if is_block_id(block) else None
    if indicator is not None:
        hint |= {"name": indicator.name, "unit": indicator.unit}
        figure = indicator.translation_key
    page = Page.objects.filter(pk=as_pk(request.GET.get("page"))).first()
    page = page and page.specific
    if (
        figure is not None
        and isinstance(page, ResultsPageMixin)
        and page.permissions_for_user(request.user).can_edit()
    ):
        page.period_start = _date(request) or page.period_start
        if previous := previous_figure(page, figure):
            hint["previous"] = previous.text(page.locale.language_code)
            if (typed := _typed(request)) and (doubt := doubt_about(typed, previous)):
                hint["question"] = str(doubt.message)
    return JsonResponse(hint)


def _date(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("period_start", ""))
    except ValueError:
        return None


def _typed(request: HttpRequest) -> Quantity | None:
    typed = request.GET.get("value", "")[:MAX_LENGTH]
    try:
        value = parse_number(typed, active_language())
        return Quantity(value, Unit.of(request.GET.get("unit")))
    except QuantityError:
        return None
