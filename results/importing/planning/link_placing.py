"""Links take the place of their paragraph, or are listed below the text that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ...blocks.read_more_link import says_nothing
from ..document import LeftOut, count_words
from .linking import named_after, within
from .plan import MAX_LISTED

if TYPE_CHECKING:
    from ..document import Runs
    from .plan import PlannedLink


def settle(link: PlannedLink, heading: str, locale: str) -> Iterator[LeftOut]:
    """Give a link that took the place of its paragraph its last text; yield the words it lost."""
    original = link.taken
    if says_nothing(link.text):
        link.text = named_after(heading, locale) if heading else link.text
        link.taken = ""
        yield LeftOut(original, _("A link that did not say where it leads."))
        return
    link.taken = link.text
    missing = count_words([original]) - count_words([link.text])
    if missing:
        words = " ".join(missing.elements())
        yield LeftOut(words, _("The link says where it leads without it."))


def list_links(runs: Runs, links: list[PlannedLink]) -> frozenset[str]:
    """Add the links of a text to `links`; give back the addresses of those that have to stay."""
    kept = set()
    for link in within(runs):
        if any(other.target == link.target and other.target for other in links):
            continue
        if len(links) >= MAX_LISTED:
            kept.add(link.target)
        else:
            links.append(link)
    return frozenset(kept)
