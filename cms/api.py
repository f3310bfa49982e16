"""API v2 endpoints."""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from results.api.v2 import ResultsPagesAPIViewSet

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", ResultsPagesAPIViewSet)
router.register_endpoint("images", ImagesAPIViewSet)
router.register_endpoint("documents", DocumentsAPIViewSet)
