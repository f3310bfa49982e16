"""Views whose answers may not be kept, each for its own reason, and some that may."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import RemoteUserMiddleware
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from wagtail.models import Page

from results.snapshots.serving.addresses import declare_parameters

ANSWERED: list[str] = []
# What a test does while the answer of /meanwhile/ is being made.
MEANWHILE: list[Callable[[], object]] = []


def plain(request: HttpRequest) -> HttpResponse:
    """The titles of all pages, which depend on every page."""
    ANSWERED.append(request.path)
    return HttpResponse(", ".join(Page.objects.order_by("path").values_list("title", flat=True)))


def long(request: HttpRequest) -> HttpResponse:
    """More than fits into what is left of a full database."""
    return HttpResponse("long " * 4_000)


def meanwhile(request: HttpRequest) -> HttpResponse:
    """The same, but something happens after the pages have been asked for."""
    answer = plain(request)
    for act in MEANWHILE:
        act()
    return answer


def cookie(request: HttpRequest) -> HttpResponse:
    """An answer that sets a cookie."""
    answer = HttpResponse("cookie")
    answer.set_cookie("colour", "blue")
    return answer


def form(request: HttpRequest) -> HttpResponse:
    """An answer with the token of a form."""
    return HttpResponse(f"token {bool(get_token(request))}")


def session(request: HttpRequest) -> HttpResponse:
    """An answer that writes into the session."""
    request.session["seen"] = True
    return HttpResponse("session")


def by_agent(request: HttpRequest) -> HttpResponse:
    """An answer that differs by a header."""
    agent = request.headers.get("User-Agent", "nobody")
    return HttpResponse(f"for {agent}", headers={"Vary": "User-Agent"})


def by_address(request: HttpRequest) -> HttpResponse:
    """An answer for some addresses only."""
    is_own = request.META["REMOTE_ADDR"] == "127.0.0.1"
    return HttpResponse("welcome" if is_own else "not for you")


def by_undeclared_header(request: HttpRequest) -> HttpResponse:
    """An answer that differs by a header, and does not say so."""
    return HttpResponse(f"for {request.headers.get('X-Country', 'everybody')}")


def by_cookie(request: HttpRequest) -> HttpResponse:
    """An answer that differs by a cookie, and does not say so."""
    return HttpResponse(f"for {request.COOKIES.get('colour', 'everybody')}")


def by_template(request: HttpRequest) -> HttpResponse:
    """An answer whose template names a header, and does not say so."""
    template = engines["django"].from_string("for {{ request.META.HTTP_X_COUNTRY }}")
    return HttpResponse(template.render({}, request))


def by_server_login(request: HttpRequest) -> HttpResponse:
    """An answer for whoever the web server knows."""
    RemoteUserMiddleware(plain).process_request(request)
    return HttpResponse(f"for {request.user}")


def by_other_database(request: HttpRequest) -> HttpResponse:
    """An answer out of a database whose changes nobody notes."""
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    with ConnectionHandler({"default": {}, "other": other})["other"].cursor() as cursor:
        return HttpResponse(f"{cursor.execute('SELECT 1').fetchone()}")


@csrf_exempt
def writing(request: HttpRequest) -> HttpResponse:
    """An answer to a POST."""
    return HttpResponse(f"{request.method}")


@declare_parameters("colour")
def coloured(request: HttpRequest) -> HttpResponse:
    """An answer that differs by a parameter, and says so."""
    return HttpResponse(f"colour {request.GET.get('colour', 'none')}")


def broken(request: HttpRequest) -> HttpResponse:
    """A view that fails."""
    raise RuntimeError("broken on purpose")


def saying(make: Callable[[], HttpResponseBase]) -> Any:
    """A view that gives the same answer to all, and whose parameters are declared."""
    return declare_parameters("slug")(lambda request: make())


# Answers that are told by themselves that they are not to be kept.
SAID: dict[str, Callable[[], HttpResponseBase]] = {
    "raw-cookie": partial(HttpResponse, headers={"Set-Cookie": "colour=blue"}),
    "private": partial(HttpResponse, headers={"Cache-Control": "private"}),
    "no-store": partial(HttpResponse, headers={"Cache-Control": "no-store"}),
    "missing": partial(HttpResponse, status=404),
    "moved": partial(HttpResponse, status=302, headers={"Location": "/plain/"}),
    "stream": partial(StreamingHttpResponse, ["stream"]),
    "picture": partial(HttpResponse, b"\0", content_type="image/jpeg"),
    "nonce": partial(HttpResponse, headers={"Content-Security-Policy": "script-src 'nonce-abc'"}),
    "by-all": partial(HttpResponse, headers={"Vary": "*"}),
    # Not one JSON, but one a line.
    "lines": partial(HttpResponse, "{}\n{}\n", content_type="application/x-ndjson"),
    # The list of an API, where nothing is found.
    "nothing-found": partial(JsonResponse, {"items": []}),
    "list": partial(JsonResponse, [], safe=False),
}
VIEWS = (
    *(plain, long, meanwhile, cookie, form, session, by_agent, by_address),
    *(by_undeclared_header, by_cookie, by_template, by_server_login, by_other_database),
    *(writing, coloured, broken),
)
urlpatterns = [
    *(path(f"{view.__name__.replace('_', '-')}/", view) for view in VIEWS),
    *(path(f"{name}/", saying(make)) for name, make in SAID.items()),
]
