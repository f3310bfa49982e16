"""The plugin's endpoints for API v2."""

from __future__ import annotations

from typing import Any

from wagtail.api.v2.views import PagesAPIViewSet

from .expiry import without_expired


class ResultsPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's pages without those whose time is over, whether or not anyone tidied up.

    Register it in place of `PagesAPIViewSet`.
    """

    def get_base_queryset(self) -> Any:
        """The pages that a visitor may read and that have not expired."""
        return without_expired(super().get_base_queryset())
