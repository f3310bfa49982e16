"""Views outside the page tree."""

from pathlib import PurePosixPath

from django.conf import settings
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
from django.views.static import serve

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


# Wagtail's own folders for pictures. Documents lie beside them and are asked for at
# /documents/, where their collection's privacy holds.
PICTURE_FOLDERS = {"images", "original_images"}
PICTURE_SUFFIXES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
PICTURE_MAX_AGE = 7 * 24 * 60 * 60  # seconds


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture from the media folder; raise Http404 for every other file in it."""
    name = PurePosixPath(path)
    if (
        name.parts[0] not in PICTURE_FOLDERS
        or ".." in name.parts
        or name.suffix.lower() not in PICTURE_SUFFIXES
    ):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = f"public, max-age={PICTURE_MAX_AGE}"
    return response


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
