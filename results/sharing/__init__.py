"""SEO and sharing: share image, feed, sitemap."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


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
