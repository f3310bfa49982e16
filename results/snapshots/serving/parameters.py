"""The parameters that an address declares: by which its answer may differ."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.urls import Resolver404, resolve

from wagtail.models import get_page_models

from ...models.addresses import registered_views

NAME = "snapshot_parameters"
# Of Wagtail's APIs, as far as everybody may use them and there are few values.
OF_APIS = frozenset(
    [
        "ancestor_of",
        "child_of",
        "descendant_of",
        "edition",
        "fields",
        "indicator",
        "kind",
        "limit",
        "locale",
        "offset",
        "order",
        "ordering",
        "period",
        "rich_text_format",
        "site",
        "slug",
        "translation_of",
        "type",
    ]
)
_V3 = "wagtailapi_v3"


def declare_parameters(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a view whose answers differ by these parameters, and by no others.

    A page class says so by an attribute, `snapshot_parameters = ("page",)`.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        setattr(view, NAME, names)
        return view

    return decorate


def is_limited(path: str, query: str | None) -> bool:
    """Whether such requests are counted although their answers are stored.

    These are all of Wagtail's APIs, and those with parameters, of which there is no end.
    """
    return query != "" or is_api(path)


def is_api(path: str) -> bool:
    """Return whether one of Wagtail's APIs answers there."""
    return _declared(path) is OF_APIS


def are_declared(path: str, query: str) -> bool:
    """Return whether the address declares all parameters of the query."""
    return {name for name, _value in parse_qsl(query, True)} <= _declared(path)


@lru_cache(maxsize=1)
def _of_pages() -> frozenset[str]:
    """Return what any page, or view below one, declares; only its request can tell which it is."""
    declaring = (*get_page_models(), *registered_views())
    return frozenset(name for each in declaring for name in getattr(each, NAME, ()))


@lru_cache(maxsize=1000)
def _declared(path: str) -> frozenset[str]:
    try:
        found = resolve(path)
    except Resolver404:
        return frozenset()
    if found.url_name == "wagtail_serve":
        return _of_pages()
    if _V3 in found.namespaces or _is_v2(found.func):
        return OF_APIS
    return frozenset(getattr(found.func, NAME, ()))


def _is_v2(view: Any) -> bool:
    if not apps.is_installed("wagtail.api.v2"):
        return False
    from wagtail.api.v2.views import BaseAPIViewSet

    return issubclass(getattr(view, "cls", object), BaseAPIViewSet)
