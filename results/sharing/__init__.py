"""SEO and sharing: share image, feed, sitemap."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

MAX_AGE = 60 * 60  # seconds

Response = TypeVar("Response", bound=HttpResponseBase)


def connect() -> None:
    """Register the addresses and the step; called once, from `ready()`."""
    from ..models import ResultsIndexPageMixin, ResultsPageMixin, register_address
    from ..publishing import register_step
    from .feed import feed
    from .share_image import KIND, make_share_image, share_image

    register_address("feed", feed, model=ResultsIndexPageMixin)
    register_address(KIND, share_image, model=ResultsPageMixin)
    register_step(
        KIND,
        make_share_image,
        order=150,
        label=_("Share image"),
        waits=False,
        model=ResultsPageMixin,
    )


def cached(response: Response, *, is_public: bool) -> Response:
    """Let caches keep the response for an hour if the page is public, else not at all."""
    if is_public:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
