"""Views outside the page tree."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from wagtail.documents.views.serve import serve as serve_document


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Name the sitemap, and keep crawlers out of the admin."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    admin = reverse("wagtailadmin_home")
    lines = ["User-agent: *", f"Disallow: {admin}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Redirect to the site's icon, for responses that are not pages, such as the feed."""
    return HttpResponseRedirect(static("img/icon.svg"))


def document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Serve a document as Wagtail does, within its collection's privacy."""
    response: HttpResponseBase = serve_document(request, key, name)
    # Wagtail writes the word "None" where a file is not compressed.
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    return response


def unknown_address(request: HttpRequest) -> HttpResponseBase:
    """Raise Http404 here, so that no language and no page is looked for."""
    raise Http404


def unknown_api_address(request: HttpRequest) -> HttpResponseBase:
    """Add a missing slash to an API URL, else raise Http404."""
    if request.method in {"GET", "HEAD"} and not request.path.endswith("/"):
        try:
            known = resolve(f"{request.path_info}/").func is not unknown_api_address
        except Resolver404:
            known = False
        if known:
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    raise Http404
