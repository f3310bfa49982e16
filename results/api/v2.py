"""The plugin's endpoints for API v2."""

from typing import Any

from django.utils.functional import cached_property

from wagtail.api.v2.serializers import PageSerializer, RelatedField
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import CollectionMember

from ..reading.targets import private_collections, without_expired

_CONTEXT_KEY = "results_private_collections"


class PublicRelatedField(RelatedField):
    """A related object; null for a document or an image that not everybody may see."""

    def to_representation(self, value: Any) -> Any:
        """As Wagtail shows it; the collections are asked for once an answer."""
        if isinstance(value, CollectionMember):
            if _CONTEXT_KEY not in self.context:
                self.context[_CONTEXT_KEY] = private_collections()
            if value.collection_id in self.context[_CONTEXT_KEY]:
                return None
        return super().to_representation(value)


class PublicPageSerializer(PageSerializer):
    """Wagtail's serializer of pages, without private documents and images."""

    serializer_related_field = PublicRelatedField


class ResultsPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's pages without those whose time is over, whether or not anyone tidied up.

    Documents and images of private collections are left out of them. Register it in place of
    `PagesAPIViewSet`.
    """

    base_serializer_class = PublicPageSerializer

    def get_base_queryset(self) -> Any:
        """The pages that a visitor may read and that have not expired; asked for once a request."""
        return self._public_pages.all()

    @cached_property
    def _public_pages(self) -> Any:
        return without_expired(super().get_base_queryset())
