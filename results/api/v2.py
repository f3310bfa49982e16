"""The plugin's endpoints for API v2."""

from typing import Any

from django.utils.functional import cached_property

from wagtail.api.v2.serializers import PageParentField, PageSerializer, RelatedField
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import CollectionMember

from ..models import ResultsPageMixin
from ..models.navigation import live_ancestors
from ..reading import PageReading
from ..reading.targets import PRIVATE, private_collections, without_expired

_CONTEXT_KEY = "results_private_collections"


class PublicRelatedField(RelatedField):
    """A related object; null for a document or an image that not everybody may see."""

    def to_representation(self, value: Any) -> Any:
        """As Wagtail shows it; the collections are asked for once an answer."""
        # What a reading has loaded says it of itself.
        is_private = getattr(value, PRIVATE, None)
        if is_private is None and isinstance(value, CollectionMember):
            if _CONTEXT_KEY not in self.context:
                self.context[_CONTEXT_KEY] = private_collections()
            is_private = value.collection_id in self.context[_CONTEXT_KEY]
        return None if is_private else super().to_representation(value)


class LoadedParentField(PageParentField):
    """The parent of a page; of one of results it has been loaded with what stands around the page."""

    def get_attribute(self, instance: Any) -> Any:
        """Return the parent, or None where a visitor cannot reach it."""
        if not isinstance(instance, ResultsPageMixin):
            return super().get_attribute(instance)
        above = live_ancestors(PageReading.in_api(instance))
        return next((each for each in above if each.depth == instance.depth - 1), None)


class PublicPageSerializer(PageSerializer):
    """Wagtail's serializer of pages, without private documents and images."""

    serializer_related_field = PublicRelatedField
    parent = LoadedParentField(read_only=True)


class ResultsPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's pages without those whose time is over, whether or not anyone tidied up.

    Documents and images of private collections are left out of them. Register it in place of
    `PagesAPIViewSet`.
    """

    base_serializer_class = PublicPageSerializer

    def get_base_queryset(self) -> Any:
        """The pages that a visitor may read and that have not expired; asked for once a request."""
        return self._public_pages.all()

    def get_object(self) -> Any:
        """The page that is asked for, one of results with all that is shown of it."""
        page = super().get_object()
        if isinstance(page, ResultsPageMixin):
            PageReading.in_api(page).load()
        return page

    @cached_property
    def _public_pages(self) -> Any:
        return without_expired(super().get_base_queryset())
