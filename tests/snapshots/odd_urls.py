"""Views whose answers may not be kept, each for its own reason, and some that may."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import path

from wagtail.models import Page

from results.snapshots.addresses import declare_parameters
from results.snapshots.storing import LARGEST

ANSWERED: list[str] = []
# What a test does while the answer of /meanwhile/ is being made.
MEANWHILE: list[Callable[[], object]] = []


def plain(request: HttpRequest) -> HttpResponse:
    """The titles of all pages, which depend on every page."""
    ANSWERED.append(request.path)
    return HttpResponse(", ".join(Page.objects.order_by("path").values_list("title", flat=True)))


def meanwhile(request: HttpRequest) -> HttpResponse:
    """The same, but something happens after the pages have been asked for."""
    answer = plain(request)
    for act in [*MEANWHILE]:
        act()
    return answer


def cookie(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse("cookie")
    answer.set_cookie("colour", "blue")
    return answer


def session(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = True
    return HttpResponse("session")


def by_headers(request: HttpRequest) -> HttpResponse:
    agent = request.headers.get("User-Agent", "nobody")
    return HttpResponse(f"for {agent}", headers={"Vary": "User-Agent, Accept"})


def by_address(request: HttpRequest) -> HttpResponse:
    is_own = request.META["REMOTE_ADDR"] == "127.0.0.1"
    return HttpResponse("welcome" if is_own else "not for you")


def by_some_cookie(request: HttpRequest) -> HttpResponse:
    """An answer that differs by a cookie if there is one, and says that it varies."""
    is_known = "colour" in request.COOKIES
    return HttpResponse(
        f"for {request.COOKIES['colour'] if is_known else 'everybody'}", headers={"Vary": "Cookie"}
    )


def by_template(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string("for {{ request.COOKIES.colour }}")
    return HttpResponse(template.render({}, request))


def by_other_database(request: HttpRequest) -> HttpResponse:
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    with ConnectionHandler({"default": {}, "other": other})["other"].cursor() as cursor:
        return HttpResponse(f"{cursor.execute('SELECT 1').fetchone()}")


@declare_parameters("colour")
def coloured(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"colour {request.GET.get('colour', 'none')}")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def saying(make: Callable[[], HttpResponseBase]) -> Any:
    return lambda request: make()


SAID: dict[str, Callable[[], HttpResponseBase]] = {
    # More than fits into what is left of a full database.
    "long": partial(HttpResponse, "long " * 4_000),
    # Those that say themselves that they are not to be kept.
    "raw-cookie": partial(HttpResponse, headers={"Set-Cookie": "colour=blue"}),
    "private": partial(HttpResponse, headers={"Cache-Control": "private"}),
    "no-store": partial(HttpResponse, headers={"Cache-Control": "no-store"}),
    "missing": partial(HttpResponse, status=404),
    "moved": partial(HttpResponse, status=302, headers={"Location": "/plain/"}),
    "stream": partial(StreamingHttpResponse, ["stream"]),
    "nonce": partial(HttpResponse, headers={"Content-Security-Policy": "script-src 'nonce-abc'"}),
    "by-all": partial(HttpResponse, headers={"Vary": "*"}),
    "large": partial(HttpResponse, b"0" * (LARGEST + 1)),
}
VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "plain": plain,
    "meanwhile": meanwhile,
    "cookie": cookie,
    "form": lambda request: HttpResponse(f"token {bool(get_token(request))}"),
    "session": session,
    "by-headers": by_headers,
    "by-address": by_address,
    # It does not say so.
    "by-cookie": lambda request: HttpResponse(f"for {request.COOKIES.get('colour', 'everybody')}"),
    "by-some-cookie": by_some_cookie,
    "by-every-cookie": lambda request: HttpResponse(", ".join(request.COOKIES)),
    "by-template": by_template,
    "by-other-database": by_other_database,
    "coloured": coloured,
    "broken": broken,
}
urlpatterns = [
    *(path(f"{name}/", view) for name, view in VIEWS.items()),
    *(path(f"{name}/", saying(make)) for name, make in SAID.items()),
    path("missing/<int:number>/", lambda request, number: HttpResponse(status=404)),
]
