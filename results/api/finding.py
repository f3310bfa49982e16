"""Finding a page by the path that its visitors ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.db.models import Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override

from wagtail.models import Page, Site

from ..reading.publicity import PUBLIC, with_publicity
from ..reading.targets import reachable

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import ResolverMatch

PATH = "html_path"


def find(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """Redirect to the page at `html_path`, or to where it has moved.

    Wagtail looks below the root page of the site's first language alone. It is asked by id for what
    depends on who asks, and what is not found here is left to it.
    """
    path = request.GET.get(PATH, "")
    if page := _page_at(path, request):
        query = request.GET.copy()
        del query[PATH]
        is_anyones = "HTTP_AUTHORIZATION" not in request.META and "site" not in query
        if is_anyones and getattr(page, PUBLIC, False):
            query.pop("id", None)
            url = reverse(match.view_name.replace(":find", ":detail"), args=[page.pk])
            return HttpResponseRedirect(f"{url}?{query.urlencode()}")
        query["id"] = str(page.pk)
        request.GET = query  # type: ignore[assignment]  # Django itself has it immutable
        return None
    return _redirect(path, request)


def _page_at(path: str, request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    path = f"/{path.strip('/')}/"
    with override(get_language_from_path(path)):
        try:
            match = resolve(path)
            if match.url_name != "wagtail_serve" or site is None:
                return None
            below = "".join([*match.args, *match.kwargs.values()])
            parts = [part for part in below.split("/") if part]
            if page := _public_page(site.root_page, "".join(f"{part}/" for part in parts)):
                return page
            page, _args, _kwargs = site.root_page.localized.specific.route(request, parts)
        except (Resolver404, Http404):
            return None
    return page


def _public_page(root: Page, below: str) -> Page | None:
    """The public page below the site's root page in the active language; one query."""
    roots = root.get_translations(inclusive=True).filter(live=True)
    localized = Subquery(roots.filter(locale__language_code=get_language()).values("url_path"))
    root_path = Coalesce(localized, Value(root.url_path, TextField()))
    url_path = Concat(root_path, Value(below, TextField()))
    pages = with_publicity(Page.objects.filter(reachable(), url_path=url_path))
    return next((page for page in pages if getattr(page, PUBLIC)), None)


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
