"""What follows from a publication: its page's snapshots are made before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from .making import make
from .operations.places import detail_urls, places
from .serving import table
from .switch import is_on

if TYPE_CHECKING:
    from ..publishing import Publication
    from .serving.addresses import Address

STEP = "snapshots"
# After all that changes the page, before what only its sharing needs.
ORDER = 140


def connect() -> None:
    """Register the step; called once, when Django is ready."""
    from ..publishing import Kind, register_step

    register_step(
        STEP,
        make_snapshots,
        order=ORDER,
        kinds=[kind for kind in Kind if kind.leaves_page_public],
        label=_("Snapshots"),
        waits=False,
    )


def make_snapshots(publication: Publication) -> None:
    """Make what is missing of the page's answers; those that may not be kept are passed over."""
    page = publication.get_page() if is_on() else None
    if page is None or not page.live:
        return
    for address in addresses_of(page):
        if table.find(address.key) is None:
            make(address)


def addresses_of(page: Any) -> Iterator[Address]:
    """Where visitors and front ends find the page: on its site, and in the APIs that are mounted."""
    parts = page.get_url_parts()
    if parts is None or parts[2] is None:
        return
    for place in places():
        if place.site_id == parts[0]:
            for path in (parts[2], *detail_urls(page.pk)):
                address = place.address(path)
                if address is not None:
                    yield address
