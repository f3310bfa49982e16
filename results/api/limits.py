"""What no meant request to an API contains."""

from __future__ import annotations

import json
import re
from datetime import UTC
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware

from ..blocks.choosers import as_pk
from ..blocks.rich_text import has_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model
    from django.http import HttpRequest, QueryDict

MAX_PARAMETERS = 100
# Characters of a name or a value.
MAX_LENGTH = 500
MAX_LENGTHS = {"html_path": 2048}
# Levels of "fields=parent(id)".
MAX_NESTING = 5
# SQLite cannot even ask for a number that needs more than 64 bits.
MAX_DIGITS = 18
OPERATORS = frozenset({"", "and", "or"})
TEXTS = frozenset({"html_path", "search", "slug", "title"})
# What stands in the addresses of API v3 as a number; a key of the site's own may be anything.
NUMBERED = frozenset(
    {
        *("edition_id", "index_id", "document_id", "image_id", "locale_id"),
        *("page_id", "redirect_id", "revision_id", "site_id"),
    }
)
_SITE = re.compile("[^:]*(:[0-9]{1,5})?")
_NOT_DIGITS = re.compile(r"[\s_+-]")
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
# The escape of a null character, unless its backslash is itself escaped.
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def query_mistakes(query: QueryDict, model: type[Model] | None = None) -> Iterator[str]:
    """Yield what is wrong with the parameters of an address; `model` is what `id` is about."""
    if len(query) > MAX_PARAMETERS:
        yield f"more than {MAX_PARAMETERS} parameters"
    for name, values in query.lists():
        if len(name) > MAX_LENGTH:
            yield f"a parameter's name is longer than {MAX_LENGTH} characters"
        elif any("\0" in text for text in (name, *values)):
            yield "null characters are not allowed"
        else:
            for value in values:
                yield from (f"{name}: {text}" for text in _mistakes(name, value, model))


def _mistakes(name: str, value: str, model: type[Model] | None) -> Iterator[str]:
    longest = MAX_LENGTHS.get(name, MAX_LENGTH)
    if len(value) > longest:
        yield f"longer than {longest} characters"
    elif name == "fields" and max(_levels(value), default=0) > MAX_NESTING:
        yield f"nested more than {MAX_NESTING} levels deep"
    elif name not in TEXTS and _is_huge(value):
        yield f"more than {MAX_DIGITS} digits"
    elif name not in TEXTS and _is_beyond_time(value):
        yield "a time so early or so late that another time zone does not have it"
    elif name == "search" and (value.isspace() or value.count('"') % 2 or '\\"' in value):
        # SQLite's full-text search fails on it.
        yield "no word, or a quotation mark without its other half"
    elif name == "search_operator" and value not in OPERATORS:
        yield "neither and nor or"
    elif name == "site" and not _SITE.fullmatch(value):
        yield "not a host, or a host and a port"
    elif kind := get_user_model() if name == "user_id" else model if name == "id" else None:
        try:
            kind._meta.pk.to_python(value)
        except ValidationError:
            yield "not an id"


def _levels(text: str) -> Iterator[int]:
    return accumulate({"(": 1, ")": -1}.get(character, 0) for character in text)


def _is_huge(text: str) -> bool:
    digits = _NOT_DIGITS.sub("", text)
    return digits.isdigit() and len(digits) > MAX_DIGITS


def _is_beyond_time(text: str) -> bool:
    try:
        moment = parse_datetime(text)
        if moment is not None:
            (make_aware(moment) if moment.tzinfo is None else moment).astimezone(UTC)
    except OverflowError:
        return True
    except ValueError:
        return False
    return False


def has_no_key(found: Mapping[str, Any]) -> bool:
    """Whether one of the values from an address's path is an id or a slug that nothing can have."""
    return any(
        value > BigIntegerField.MAX_BIGINT
        if isinstance(value, int)
        else "\0" in str(value) or (name in NUMBERED and as_pk(value) is None)
        for name, value in found.items()
    )


def body_mistakes(request: HttpRequest) -> Iterator[str]:
    """Yield what is wrong with a JSON body; whether it is JSON at all is left to the API.

    PostgreSQL cannot store a null character, no database half a character, and API v3 counts on an
    object, whatever type of content the request claims.
    """
    body = request.body.lstrip()
    if body and not body.startswith(b"{"):
        yield "the body must be a JSON object"
    elif b"\0" in body or _ESCAPED_NUL.search(body):
        yield "null characters are not allowed"
    elif _has_half_characters(body):
        yield "half a character: a surrogate without its other half, or bytes that are no UTF-8"


def form_mistakes(request: HttpRequest) -> Iterator[str]:
    """Yield what is wrong with the fields of a form; a file beside them is the form's to judge."""
    for name, values in request.POST.lists():
        if any("\0" in text for text in (name, *values)):
            yield "null characters are not allowed"


def _has_half_characters(body: bytes) -> bool:
    try:
        text = body.decode()
        if _ESCAPED_SURROGATE.search(body):
            # Reading the JSON joins the halves that belong together.
            text = json.dumps(json.loads(text), ensure_ascii=False)
    except UnicodeDecodeError:
        return True
    except (ValueError, RecursionError):
        # No JSON, or none that the API reads.
        return False
    return has_lone_surrogates(text)
