"""What a crawler or a browser asks every site for by itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where the sitemap is, and that there is nothing to be found in the admin."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    admin = reverse("wagtailadmin_home")
    lines = ["User-agent: *", f"Disallow: {admin}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The way to the site's icon for what is no page, such as the feed."""
    return HttpResponseRedirect(static("img/icon.svg"))
