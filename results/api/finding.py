"""Finding a page by the path that its visitors ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override

from wagtail.models import Page, Site

from ..reading.publicity import PUBLIC, with_publicity
from ..reading.targets import reachable

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import ResolverMatch

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
