"""Who may see a page: a change of that is a change of what the public sees.

Wagtail keeps it in rows of its own, one for a page and all below it, and not in the page.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from wagtail.models import Page, PageViewRestriction

from ..compat.wagtail import RESTRICT
from .models import Kind
from .recording import content_types, record


def connect() -> None:
    """Record such changes from now on; called once, when Django is ready.

    Wagtail writes the row and what a receiver adds one after the other; Django deletes both at once.
    """
    RESTRICT.apply(transaction.atomic)
    post_save.connect(
        after_save, PageViewRestriction, dispatch_uid="results.publishing.privacy.after_save"
    )
    post_delete.connect(
        after_delete, PageViewRestriction, dispatch_uid="results.publishing.privacy.after_delete"
    )


def after_save(sender: type[Any], instance: PageViewRestriction, raw: bool, **kwargs: Any) -> None:
    """Record that a page became private, or private in another way."""
    if not raw:
        _record_below(instance.page)


def after_delete(
    sender: type[Any], instance: PageViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    """Record that a page became open, unless it goes itself and takes its restriction along."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if issubclass(model, PageViewRestriction):
        _record_below(instance.page)


def _record_below(top: Page) -> None:
    pages = top.get_descendants(inclusive=True).filter(live=True, content_type__in=content_types())
    for page in pages:
        record(page, Kind.ACCESS)
