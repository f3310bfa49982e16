"""The addresses of the site, with the plugin's where it has that."""

from django.apps import apps
from django.urls import include, path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
if apps.is_installed("results"):
    urlpatterns[:0] = [
        path("", include("results.everything.urls")),
        path("", include("results.urls")),
    ]
