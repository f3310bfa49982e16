"""What the JSON of each kind of leaf may be, and what stands in where it is something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DateTimeBlock,
    DecimalBlock,
    EmailBlock,
    FloatBlock,
    IntegerBlock,
    MultipleChoiceBlock,
    RegexBlock,
    RichTextBlock,
    TextBlock,
    TimeBlock,
    URLBlock,
)

from .characters import has_lone_surrogates, without_lone_surrogates
from .leaves import NumberBlock, as_pk
from .rich_text import SafeRichTextBlock, without_embeds

if TYPE_CHECKING:
    from wagtail.blocks import Block

MAX_INTEGER = 2**63 - 1
_INTEGER = re.compile(r"-?[0-9]{1,18}")
# Their methods are known to read what stands here; those of a host's blocks are not.
_KNOWN = frozenset({"results", "wagtail"})


def is_json(raw: Any) -> bool:
    """Whether the value comes from JSON, and is no object of Python's that code has put there."""
    return raw is None or isinstance(raw, (str, bool, int, float, list, dict))


Repair = Callable[[Any, Any], Any]


def repaired_leaf(block: Block, raw: Any) -> tuple[Any, bool]:
    """Return (JSON of a leaf, made sound; whether something that was there is left out).

    What has another form becomes an empty text, no date, no choice.
    """
    is_loss = False
    if isinstance(raw, str) and has_lone_surrogates(raw):
        raw, is_loss = without_lone_surrogates(raw), True
    kind: Any = type(block)
    repair = _repair_for(kind)
    if repair is None or raw is None or not is_json(raw):
        return raw, is_loss
    found = repair(block, raw)
    if found is not raw and raw not in ("", [], {}) and not _says_the_same(found, raw):
        is_loss = True
    return found, is_loss


def _says_the_same(found: Any, raw: Any) -> bool:
    return found not in (None, "", []) and str(found) == str(raw)


@cache
def _repair_for(kind: Any) -> Repair | None:
    """How to repair a kind of leaf; None for one that reads JSON in a way of its own."""
    for method in (kind.to_python, kind.bulk_to_python):
        if getattr(method, "__module__", "").partition(".")[0] not in _KNOWN:
            return None
    return next((repair for base, repair in _REPAIRS if issubclass(kind, base)), None)


def _text(block: Any, raw: Any) -> Any:
    return raw if isinstance(raw, str) else ""


def _rich_text(block: Any, raw: Any) -> Any:
    if not isinstance(raw, str):
        return ""
    return without_embeds(raw) if isinstance(block, SafeRichTextBlock) else raw


def _flag(block: Any, raw: Any) -> Any:
    return raw if isinstance(raw, bool) else False


def _choice(block: Any, raw: Any) -> Any:
    return None if isinstance(raw, (list, dict)) else raw


def _choices(block: Any, raw: Any) -> Any:
    if isinstance(raw, dict):
        return []
    if isinstance(raw, list) and any(isinstance(each, (list, dict)) for each in raw):
        return [each for each in raw if not isinstance(each, (list, dict))]
    return raw


def _figure(block: Any, raw: Any) -> Any:
    return raw if block.to_python(raw) is not None else None


def _decimal(block: Any, raw: Any) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    try:
        return raw if Decimal(raw).is_finite() else None
    except InvalidOperation:
        return None


def _integer(block: Any, raw: Any) -> Any:
    if isinstance(raw, str):
        return int(raw) if _INTEGER.fullmatch(raw) else None
    is_whole = isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) <= MAX_INTEGER
    return raw if is_whole else None


def _float(block: Any, raw: Any) -> Any:
    if isinstance(raw, bool):
        return None
    try:
        return raw if isinstance(raw, float) else float(raw)
    except (OverflowError, TypeError, ValueError):
        return None


def _chosen(block: Any, raw: Any) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return None
    key = block.model_class._meta.pk
    try:
        is_number = isinstance(key.to_python(raw), int)
    except (ValidationError, ValueError):
        return None
    return None if is_number and as_pk(raw) is None else raw


def _moment(parse: Callable[[str], Any]) -> Repair:
    def repair(block: Any, raw: Any) -> Any:
        try:
            return raw if isinstance(raw, str) and parse(raw) is not None else None
        except ValueError:
            return None

    return repair


# The first that fits holds.
_REPAIRS: tuple[tuple[type[Block], Repair], ...] = (
    (RichTextBlock, _rich_text),
    (CharBlock, _text),
    (TextBlock, _text),
    (URLBlock, _text),
    (EmailBlock, _text),
    (RegexBlock, _text),
    (NumberBlock, _figure),
    (DecimalBlock, _decimal),
    (IntegerBlock, _integer),
    (FloatBlock, _float),
    (BooleanBlock, _flag),
    (DateBlock, _moment(parse_date)),
    (DateTimeBlock, _moment(parse_datetime)),
    (TimeBlock, _moment(parse_time)),
    (MultipleChoiceBlock, _choices),
    (ChoiceBlock, _choice),
    (ChooserBlock, _chosen),
)
