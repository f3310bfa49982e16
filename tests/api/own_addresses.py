"""The addresses of a site that had an API v2 of its own, behind those of the plugin."""

from django.urls import include, path

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

# As Wagtail's documentation calls it.
router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("images", ImagesAPIViewSet)
router.register_endpoint("documents", DocumentsAPIViewSet)

urlpatterns = [
    path("", include("results.everything.urls")),
    path("api/v2/", router.urls),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("wagtail.urls")),
]
