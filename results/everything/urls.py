"""The addresses of all apps, for a site that includes them before its own.

Those that stand in a language, `results.urls`, stand with Wagtail's.
"""

from django.conf import settings
from django.urls import include, path

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.contrib.sitemaps.views import sitemap

from ..api.v2 import ResultsPagesAPIViewSet
from ..media.views import serve_media
from ..sharing.feed import MultilingualSitemap
from . import HAS_API_V3

router = WagtailAPIRouter("results_v2")
router.register_endpoint("pages", ResultsPagesAPIViewSet)

urlpatterns = [
    path("api/v2/", router.urls),
    path("previews/", include("results.previews.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": MultilingualSitemap}}, name="sitemap"),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_media),
]
if HAS_API_V3:
    from wagtail.api.v3.urls import api

    urlpatterns.append(path("api/v3-preview/", api.urls))
