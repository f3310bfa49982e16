"""Where a view restriction holds, as Wagtail lets visitors in.

At its page, at an alias of that, at an alias of such a one, and at all pages below.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q
from django.db.models.functions import Length, Substr

from wagtail.models import Page

_PLACES = ("page__path", "page__aliases__path", "page__aliases__aliases__path")


def holding_at(path: str) -> Q:
    """Return the condition that a restriction holds for the page at this path of the tree."""
    paths = [path[:end] for end in range(len(path), 0, -Page.steplen)]
    return reduce(or_, (Q(**{f"{place}__in": paths}) for place in _PLACES))


def holding_for(path: str) -> Q:
    """Return the condition that a restriction holds for the page whose path the outer query has."""
    above = (Q(**{place: Substr(OuterRef(path), 1, Length(place))}) for place in _PLACES)
    return reduce(or_, above)
