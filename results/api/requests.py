"""Requests to the APIs: what they ask for, and finding the page."""

from __future__ import annotations

import json
import re
from datetime import UTC
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware
from django.utils.translation import get_language, get_language_from_path, override

from wagtail.models import Page, Site, get_page_models

from ..blocks.leaves import as_pk
from ..blocks.rich_text import has_lone_surrogates
from ..reading.publicity import PUBLIC, with_publicity
from ..reading.targets import reachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, QueryDict
    from django.urls import ResolverMatch


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
        "edition_id",
        "index_id",
        "document_id",
        "image_id",
        "locale_id",
        "page_id",
        "redirect_id",
        "revision_id",
        "site_id",
    }
)
_SITE = re.compile("[^:]*(:[0-9]{1,5})?")
_NOT_DIGITS = re.compile(r"[\s_+-]")
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
# The escape of a null character, unless its backslash is itself escaped.
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# Those of which API v3 reads the fields of pages besides.
_FILTERED = "list_pages"
_CHECKED = frozenset(
    {
        *(_FILTERED, "find_page", "detail_page", "list_figures", "detail_figure"),
        *("list_indicators", "detail_indicator", "list_changes", "list_versions"),
    }
)
# Read from the request by API v3, and declared nowhere.
_UNDECLARED = frozenset({"rich_text_format"})
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
ACTIONS = "pages_actions_"
# Positions below the page that is named; all others, and none, are beside it.
BELOW = ("first-child", "last-child")


def query_mistakes(query: QueryDict, model: type[Model] | None = None) -> Iterator[str]:
    """Yield the errors in query parameters; `model` is the model whose rows `id` selects."""
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
    """Yield the errors in a JSON body; the API itself refuses invalid JSON.

    PostgreSQL cannot store a null character, no database half a character, and API v3 counts on an
    object, whatever type of content the request claims.
    """
    body = request.body.lstrip()
    if body[:1] not in (b"", b"{"):
        yield "the body must be a JSON object"
    elif b"\0" in body or _ESCAPED_NUL.search(body):
        yield "null characters are not allowed"
    elif _has_half_characters(body):
        yield "half a character: a surrogate without its other half, or bytes that are no UTF-8"


def form_mistakes(request: HttpRequest) -> Iterator[str]:
    """Yield the errors in form fields; files are validated by the form."""
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


def unknown_parameters(request: HttpRequest, match: ResolverMatch) -> Iterator[str]:
    """Yield what to say of parameters that mean nothing here."""
    if match.url_name not in _CHECKED or request.method != "GET":
        return
    declared = _operations_at(match).get("get", {}).get("parameters", ())
    known = {each["name"] for each in declared if each["in"] == "query"} | _UNDECLARED
    if match.url_name == _FILTERED:
        known |= _filters()
    if unknown := sorted(request.GET.keys() - known):
        yield f"unknown parameters: {', '.join(unknown)}; known are: {', '.join(sorted(known))}"


def bodies(request: HttpRequest, match: ResolverMatch) -> Collection[str]:
    """Return the types of content that the body of a request is declared to have, none for no body."""
    operation = _operations_at(match).get(str(request.method).lower(), {})
    return operation.get("requestBody", {}).get("content", ())


def is_operation(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the address knows the method of the request; the document does not describe itself."""
    operations = _operations_at(match)
    return not operations or str(request.method).lower() in operations


def _operations_at(match: ResolverMatch) -> dict[str, dict[str, Any]]:
    """The operations at an address by their methods, wherever and however often a site mounts the API."""
    route = _ARGUMENT.sub(r"{\1}", f"/{match.route}")
    declared = _declared()
    for place in re.finditer("/", route):
        if found := declared.get(route[place.start() :]):
            return found
    return {}


@lru_cache(maxsize=1)
def _declared() -> dict[str, dict[str, dict[str, Any]]]:
    """What each operation declares, by its path below that of the API, and its method."""
    from wagtail.api.v3.api import api

    paths: dict[str, dict[str, dict[str, Any]]] = api.get_openapi_schema(path_prefix="")["paths"]
    return paths


@lru_cache
def _filters() -> frozenset[str]:
    """The fields that one page type or another can be filtered by: API v3 has no field "pk" itself."""
    from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
    from wagtail.api.validators import APIFieldValidator

    validators = (
        APIFieldValidator(model=model, fields=[], base_fields=BASE_PAGE_READ_FIELDS)
        for model in get_page_models()
    )
    return frozenset().union(*(each.allowed_fields for each in validators)) - {"pk"}


def acts_on_root(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether a request to act is about the root itself, or moves a page to beside it."""
    if not str(match.url_name).startswith(ACTIONS):
        return False
    roots = set(Page.objects.filter(depth=1).values_list("pk", flat=True))
    return any(_as_number(key) in roots for key in _pages_of(request, match))


def _pages_of(request: HttpRequest, match: ResolverMatch) -> Iterator[Any]:
    yield match.kwargs["page_id"]
    if match.url_name == f"{ACTIONS}move":
        try:
            body = json.loads(request.body)
        except (RecursionError, ValueError):
            # Which API v3 refuses itself.
            return
        if body.get("position") not in BELOW:
            yield body.get("destination_id")


def _as_number(key: Any) -> float | None:
    """The number that API v3 reads: 1, "1", 1.0 and " 1.0 " are one."""
    try:
        return float(key)
    except (OverflowError, TypeError, ValueError):
        return None


PATH = "html_path"
_FOUND = "_results_found"


def find(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """Answer with the page at `html_path`, or redirect to where it has moved.

    Wagtail looks below the root page of the site's first language alone, and redirects to the detail,
    which costs a second request. It is asked by id for what depends on who asks, and what is not found
    here is left to it.
    """
    path = request.GET.get(PATH, "")
    if found := _page_at(path, request):
        key, is_public = found
        query = request.GET.copy()
        del query[PATH]
        request.GET = query  # type: ignore[assignment]  # Django itself has it immutable
        is_anyones = (
            "HTTP_AUTHORIZATION" not in request.META and not {"site", "type"} & query.keys()
        )
        if is_anyones and is_public:
            query.pop("id", None)
            setattr(request, _FOUND, key)
            detail = resolve(reverse(match.view_name.replace(":find", ":detail"), args=[key]))
            request.resolver_match = detail
            return detail.func(request, *detail.args, **detail.kwargs)
        query["id"] = str(key)
        return None
    return _redirect(path, request)


def found_page(request: HttpRequest) -> QuerySet[Page] | None:
    """Return the public page that `find` has just found, to save the API a second query."""
    key = getattr(request, _FOUND, None)
    return None if key is None else Page.objects.live().filter(pk=key)


def _page_at(path: str, request: HttpRequest) -> tuple[int, bool] | None:
    """The key of the page at the path, and whether it is known that everybody may read it."""
    site = Site.find_for_request(request)
    path = f"/{path.strip('/')}/"
    with override(get_language_from_path(path)):
        try:
            match = resolve(path)
            if match.url_name != "wagtail_serve" or site is None:
                return None
            below = "".join([*match.args, *match.kwargs.values()])
            parts = [part for part in below.split("/") if part]
            if key := _public_page(site, "".join(f"{part}/" for part in parts)):
                return key, True
            page, _args, _kwargs = site.root_page.localized.specific.route(request, parts)
        except (Resolver404, Http404):
            return None
    return page.pk, False


def _public_page(site: Site, below: str) -> int | None:
    """The key of the public page below the site's root page in the active language; one query.

    Where that root page is not public itself, it is Wagtail that says what visitors get.
    """
    roots = {
        one.language_code: one.root_path
        for one in Site.get_site_root_paths()
        if one.site_id == site.pk
    }
    root = roots.get(str(get_language()), site.root_page.url_path)
    paths = {root, root + below}
    pages = with_publicity(Page.objects.filter(reachable(), url_path__in=paths))
    public = {
        path: key
        for path, key, is_public in pages.values_list("url_path", "pk", PUBLIC)
        if is_public
    }
    return public.get(root + below) if public.keys() == paths else None


def _redirect(path: str, request: HttpRequest) -> HttpResponse | None:
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    from wagtail.contrib.redirects.middleware import get_redirect

    found = get_redirect(request, f"/{path.strip('/')}")
    if found is None:
        return None
    # A page that no site has any more has no address.
    target = urlsplit(found.link or "").path
    if not _page_at(target, request):
        return None
    answer = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    return answer(f"{request.path}?{urlencode({PATH: target})}")
