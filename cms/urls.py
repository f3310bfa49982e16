"""URLs of the demo site.

Pages are Swedish without a prefix and English under /en/; other URLs have no language.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api as api_v3
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms import errors, views
from cms.accounts import urls as account_urls
from cms.api import router as api_v2
from results.media.views import serve_media
from results.sharing.feed import MultilingualSitemap

urlpatterns = [
    *(account_urls.urlpatterns if settings.SECOND_FACTOR else []),
    path("admin/", include(wagtailadmin_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": MultilingualSitemap}}, name="sitemap"),
    path("robots.txt", views.robots),
    path("favicon.ico", views.icon),
    path("api/v2/", api_v2.urls),
    path("api/v3-preview/", api_v3.urls),
    re_path(r"^api(?:/.*)?$", views.unknown_api_address),
    path("previews/", include("results.previews.urls")),
    re_path(r"^documents/(\d+)/(.*)$", views.document),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^documents(?:/.*)?$", views.unknown_address),
    path("media/<path:path>", serve_media),
    re_path(r"^media(?:/.*)?$", views.unknown_address),
    *i18n_patterns(
        path("", include("results.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error
