"""Requests to the APIs: what they ask for, and finding the page."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override

from wagtail.models import Page, Site, get_page_models

from ..publishing.people import without_private
from ..reading.targets import reachable

MAX_PARAMETERS = 100
# Characters of a name or a value.
MAX_LENGTH = 500
MAX_LENGTHS = {"html_path": 2048}
# Of an offset, which no database takes when it needs more than 64 bits.
MAX_DIGITS = 18
# Levels of "fields=parent(id)".
MAX_NESTING = 5
OPERATORS = frozenset({"", "and", "or"})
_SITE = re.compile("[^:]*(:[0-9]{1,5})?")
# The escape of a null character, unless its backslash is itself escaped.
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# Those of which API v3 reads the fields of pages besides.
_FILTERED = "list_pages"
_CHECKED = frozenset(
    {
        *(_FILTERED, "find_page", "detail_page", "list_figures", "detail_figure"),
        *("list_indicators", "detail_indicator"),
    }
)
# Read from the request by API v3, and declared nowhere.
_UNDECLARED = frozenset({"rich_text_format"})
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
ACTIONS = "pages_actions_"


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
    elif name == "offset" and len(value) > MAX_DIGITS:
        yield f"more than {MAX_DIGITS} digits"
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
    else:
        try:
            # Reading the JSON joins the halves that belong together.
            json.dumps(json.loads(body.decode()), ensure_ascii=False).encode()
        except UnicodeError:
            yield "half a character: a surrogate without its other half, or bytes that are no UTF-8"
        except (ValueError, RecursionError):
            # No JSON, or none that the API reads.
            return


def form_mistakes(request: HttpRequest) -> Iterator[str]:
    """Yield the errors in form fields; files are validated by the form."""
    for name, values in request.POST.lists():
        if any("\0" in text for text in (name, *values)):
            yield "null characters are not allowed"


def unknown_parameters(
    request: HttpRequest, match: ResolverMatch, operation: dict[str, Any]
) -> Iterator[str]:
    """Yield what to say of parameters that mean nothing here."""
    if match.url_name not in _CHECKED or request.method != "GET":
        return
    declared = operation.get("parameters", ())
    known = {each["name"] for each in declared if each["in"] == "query"} | _UNDECLARED
    if match.url_name == _FILTERED:
        known |= _filters()
    if unknown := sorted(request.GET.keys() - known):
        yield f"unknown parameters: {', '.join(unknown)}; known are: {', '.join(sorted(known))}"


def operation_of(request: HttpRequest, match: ResolverMatch) -> dict[str, Any] | None:
    """Return what is declared of the request, None for a method that the address does not know.

    Wherever and however often a site mounts the API; the document does not describe itself.
    """
    route = _ARGUMENT.sub(r"{\1}", f"/{match.route}")
    declared = _declared()
    for place in re.finditer("/", route):
        if found := declared.get(route[place.start() :]):
            return found.get(str(request.method).lower())
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
    """Whether a request to act names the root itself, which API v3 takes for a page."""
    if not str(match.url_name).startswith(ACTIONS):
        return False
    keys = [match.kwargs["page_id"]]
    if match.url_name == f"{ACTIONS}move":
        with suppress(RecursionError, ValueError):
            # What is no JSON API v3 refuses itself.
            keys.append(json.loads(request.body).get("destination_id"))
    roots = set(Page.objects.filter(depth=1).values_list("pk", flat=True))
    with suppress(OverflowError, TypeError, ValueError):
        # 1, "1", 1.0 and " 1.0 " are one number to it.
        return any(float(key) in roots for key in keys if key is not None)
    return False


PATH = "html_path"


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
            detail = resolve(reverse(match.view_name.replace(":find", ":detail"), args=[key]))
            request.resolver_match = detail
            return detail.func(request, *detail.args, **detail.kwargs)
        query["id"] = str(key)
        return None
    return _redirect(path, request)


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
    """The key of the public page below the site's root page in the active language; one query."""
    root = roots_of(site).get(str(get_language()), site.root_page.url_path)
    pages = Page.objects.filter(reachable(), url_path=root + below)
    key: int | None = without_private(pages).values_list("pk", flat=True).first()
    return key


def roots_of(site: Site | None) -> dict[str, str]:
    """Return where the front page of a site is in each language, as Wagtail's cache knows it."""
    paths = Site.get_site_root_paths()
    return {one.language_code: one.root_path for one in paths if site and one.site_id == site.pk}


def on_the_site(request: HttpRequest) -> Q:
    """Return the condition that a page is on the site that is asked, in any language."""
    roots = roots_of(Site.find_for_request(request)).values()
    below = (Exact(Substr("url_path", 1, len(root)), Value(root)) for root in roots)
    return reduce(or_, map(Q, below), Q(pk__in=()))


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
