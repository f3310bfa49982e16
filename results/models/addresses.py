"""Extra addresses below a page's own, such as the feed of an index page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from wagtail.url_routing import RouteResult

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from wagtail.models import Page as Base
else:
    Base = models.Model

View = Callable[["HttpRequest", Any], "HttpResponseBase"]

_views: dict[tuple[type, str], View] = {}


def register_address(name: str, view: View, *, model: type) -> None:
    """Have `view(request, page)` answer at `name/` below every page built on `model`.

    Call it in `ready()`. `name` is one path component: letters, digits and hyphens. When the view
    is called, the page is live and its view restrictions are passed. Raises ValueError if another
    view has the name.
    """
    if _views.setdefault((model, name), view) is not view:
        raise ValueError(f"There is another view at {name!r} below {model.__name__}.")


def registered_views() -> Iterator[View]:
    """Yield the view of each address that is registered."""
    yield from _views.values()


def address_below(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return the absolute URL of `name` below any page; "" when nothing answers there."""
    model = page.specific_class
    if model is None or not issubclass(model, AddressesMixin) or not model.find_address(name):
        return ""
    own = page.get_full_url(request)
    return f"{own.rstrip('/')}/{name}/" if own else ""


class AddressesMixin(Base):
    """A page that also answers at the addresses registered for its type."""

    class Meta:
        abstract = True

    @classmethod
    def find_address(cls, name: str) -> View | None:
        """Return the view registered for this name and page type, or None."""
        found = (
            view
            for (model, known), view in _views.items()
            if known == name and issubclass(cls, model)
        )
        return next(found, None)

    def address_of(self, name: str, request: HttpRequest | None = None) -> str:
        """Return the absolute URL of `name` below this page; "" when nothing answers there."""
        return address_below(self, name, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page or to one of its extra addresses."""
        if len(path_components) == 1 and self.live and self.find_address(path_components[0]):
            own: RouteResult = super().route(request, [])
            return RouteResult(own.page, own.args, {**own.kwargs, "address": path_components[0]})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, address: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Serve the page or one of its extra addresses."""
        view = self.find_address(address) if address else None
        if view is not None:
            return view(request, self)
        return super().serve(request, *args, **kwargs)
