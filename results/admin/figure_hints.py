"""Show an editor, while typing, how a figure will read, and what was published of it before."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from wagtail.models import Page

from ..blocks import StatBlock
from ..blocks.leaves import as_pk
from ..blocks.walking import is_block_id
from ..models import Indicator
from ..models.edition import ResultsPageMixin
from ..quantities import (
    Qualifier,
    Quantity,
    QuantityError,
    ReadFigure,
    Scale,
    Unit,
    format_for_input,
    format_quantity,
    parse_number,
    read_figure,
)
from ..quantities.formatting import active_language
from ..record.models import previous_figures
from ..rules.plausibility import doubt_about

MAX_LENGTH = 200


def figure_preview(request: HttpRequest) -> JsonResponse:
    """Return {"text": "over 250 participants"} for the fields of a figure, or {"error": …}.

    Query parameters: `value` as typed; `unit`, `qualifier`, `scale`, `decimals`, `label` and
    `locale` (of the page) as in the form; `plain` for a field that holds nothing but a number. An
    empty value gives an empty text. Where the value says more than a number, `reading` has the
    fields that it fills, as the form holds them; `understood` and `undo` are words to show beside.
    """
    fields = {name: str(value)[:MAX_LENGTH] for name, value in request.GET.items()}
    typed = fields.get("value", "").strip()
    if not typed:
        return JsonResponse({"text": ""})
    language = active_language()
    try:
        read = (
            ReadFigure(parse_number(typed, language))
            if "plain" in fields
            else read_figure(typed, language)
        )
        quantity = Quantity(
            read.value,
            unit=read.unit or Unit.of(fields.get("unit")),
            qualifier=read.qualifier or Qualifier.of(fields.get("qualifier")),
            scale=read.scale or Scale.of(fields.get("scale")),
            decimals=_decimals(fields.get("decimals", "")),
        )
    except QuantityError as error:
        return JsonResponse({"error": str(error)})
    locale = fields.get("locale") or language
    label = fields.get("label") or read.label
    answer: dict[str, object] = {"text": f"{format_quantity(quantity, locale)} {label}".strip()}
    if filled := read.fields.keys() - {"value"}:
        answer["reading"] = {
            name: format_for_input(found, language) if isinstance(found, Decimal) else found
            for name, found in read.fields.items()
        }
        names = [
            str(block.label) for name, block in StatBlock.base_blocks.items() if name in filled
        ]
        answer["understood"] = gettext("Understood, and filled in: %(fields)s.") % {
            "fields": ", ".join(names)
        }
        answer["undo"] = gettext("Undo")
    return JsonResponse(answer)


def _decimals(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and int(value) <= 4 else None


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
        if previous := previous_figures(page, {figure}).get(figure):
            hint["previous"] = previous.text_beside_later(page.locale.language_code)
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
