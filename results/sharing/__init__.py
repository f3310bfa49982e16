"""What others take along: pages of figures and indicators, data files, feed, share image."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

A_YEAR = 365 * 24 * 60 * 60  # seconds

Response = TypeVar("Response", bound=HttpResponseBase)


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
