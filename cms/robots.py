"""robots.txt and the favicon."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


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
