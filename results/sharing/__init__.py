"""What others take along: share image, feed, sitemap, data files."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

A_YEAR = 365 * 24 * 60 * 60  # seconds

Response = TypeVar("Response", bound=HttpResponseBase)


def connect() -> None:
    """Register the addresses; called once, from `ready()`."""
    from ..models import (
        ResultsIndexPageMixin,
        ResultsPageMixin,
        register_address,
        register_download,
    )
    from ..models.addresses import FIGURE_WORDS, ROUTE
    from ..reading.page_reading import TABLE_FILE
    from .data_files import FILES, PACKAGE, package, table_file
    from .feed import feed
    from .share_image import figure_image, share_image

    register_address("feed", feed, model=ResultsIndexPageMixin)
    register_address("share-image", share_image, model=ResultsPageMixin)
    for name, (view, finder) in FILES.items():
        for model in (ResultsPageMixin, ResultsIndexPageMixin):
            register_address(f"data.{name}", view, model=model)
        register_download(finder)
    register_address(PACKAGE, package, model=ResultsIndexPageMixin)
    register_address(TABLE_FILE, table_file, model=ResultsPageMixin)
    for word in FIGURE_WORDS:
        route = f"{word}/{ROUTE}/share-image"
        register_address(route, figure_image, model=ResultsPageMixin, public_only=True)


def cached(response: Response, *, is_public: bool, is_final: bool = False) -> Response:
    """Set Cache-Control: no-store for private responses, else revalidation at every request.

    What is final has an address that another content never has, and is kept for a year.
    """
    if not is_public:
        patch_cache_control(response, private=True, no_store=True)
    elif is_final:
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
