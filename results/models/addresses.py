"""Extra addresses below a page's own, such as the feed of an index page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.urls.resolvers import RoutePattern

from wagtail.url_routing import RouteResult

from ..reading.publicity import is_public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from wagtail.models import Page as Base
else:
    Base = models.Model

View = Callable[..., "HttpResponseBase"]


class _Registered(NamedTuple):
    view: View
    public_only: bool


_views: dict[tuple[type, str], _Registered] = {}


def register_address(name: str, view: View, *, model: type, public_only: bool = False) -> None:
    """Have `view(request, page)` answer at `name/` below every page built on `model`.

    Call it in `ready()`. `name` is made of letters, digits and hyphens, or is a route as Django's
    `path()` takes it, "figures/<uuid:figure>"; the view gets what that captures by name. A file such
    as "data.csv" has no slash behind it, and needs `results.urls`. When the view is called, the page
    is live and its view restrictions are passed; with `public_only` there is nothing below a page
    that has any. Raises ValueError if another view has the name.
    """
    registered = _Registered(view, public_only)
    if _views.setdefault((model, name), registered) != registered:
        raise ValueError(f"There is another view at {name!r} below {model.__name__}.")


def registered_views() -> Iterator[View]:
    """Yield the view of each address that is registered."""
    for registered in _views.values():
        yield registered.view


@lru_cache(maxsize=100)
def _pattern(name: str) -> RoutePattern:
    return RoutePattern(f"{name}/", is_endpoint=True)


def address_below(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return the absolute URL of `name` below any page; "" when nothing answers there."""
    model = page.specific_class
    if model is None or not issubclass(model, AddressesMixin) or not model.find_address(name):
        return ""
    is_file = "." in name
    if is_file and not are_files_served():
        return ""
    own = page.get_full_url(request)
    return f"{own.rstrip('/')}/{name}{'' if is_file else '/'}" if own else ""


def are_files_served() -> bool:
    """Whether the site includes `results.urls`, without which no address of a file answers."""
    try:
        reverse("results_file", args=["data.csv"])
    except NoReverseMatch:
        return False
    return True


class AddressesMixin(Base):
    """A page that also answers at the addresses registered for its type."""

    class Meta:
        abstract = True

    @classmethod
    def find_address(cls, name: str) -> View | None:
        """Return the view registered for this name and page type, or None."""
        found = (
            registered.view
            for (model, known), registered in _views.items()
            if known == name and issubclass(cls, model)
        )
        return next(found, None)

    def address_of(self, name: str, request: HttpRequest | None = None) -> str:
        """Return the absolute URL of `name` below this page; "" when nothing answers there."""
        return address_below(self, name, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page or to one of its extra addresses."""
        path = "/".join([*path_components, ""])
        for (model, name), registered in _views.items() if self.live else ():
            match = _pattern(name).match(path) if isinstance(self, model) else None
            if match:
                own: RouteResult = super().route(request, [])
                if registered.public_only and not is_public(self):
                    raise Http404
                return RouteResult(
                    own.page, own.args, {**own.kwargs, "address": name, "captured": match[2]}
                )
        return super().route(request, path_components)

    def serve(
        self,
        request: HttpRequest,
        *args: Any,
        address: str = "",
        captured: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> HttpResponseBase:
        """Serve the page or one of its extra addresses."""
        view = self.find_address(address) if address else None
        if view is not None:
            return view(request, self, **(captured or {}))
        return super().serve(request, *args, **kwargs)
