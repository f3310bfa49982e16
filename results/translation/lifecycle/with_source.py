"""Mark translations that were published with their source, by one act of a person.

Whoever submits a page, syncs it, or publishes it with its translations is looking at the source.
The history names that user for the translation too; the mark says that nobody has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_save

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry
from wagtail_localize.operations import TranslationCreator

from ..standing import ALONG, GIVEN_A_TIME, PUBLISHED

# What to write into the history; None where a publication stands for itself.
_with_source: ContextVar[Any] = ContextVar("results_published_with_source", default=None)


def connect() -> None:
    """Mark what a submission for translation publishes; called once, when the app is ready.

    Publishing and its log entry become one transaction, since the steps after a publication read
    from the log who has published the page.
    """
    PublishPageRevisionAction.execute = transaction.atomic(PublishPageRevisionAction.execute)
    pre_save.connect(
        mark_log_entry, sender=PageLogEntry, dispatch_uid="results.translation.with_source"
    )
    create = TranslationCreator.create_translations

    @wraps(create)
    def create_translations(self: Any, *args: Any, **options: Any) -> Any:
        with published_with_source():
            return create(self, *args, **options)

    TranslationCreator.create_translations = create_translations


@contextmanager
def published_with_source(revision_id: int | None = None) -> Iterator[None]:
    """Mark translations that are published within as published with their source.

    `revision_id` is the source's revision, where that is known.
    """
    token = _with_source.set(revision_id or True)
    try:
        yield
    finally:
        _with_source.reset(token)


def mark_log_entry(instance: Any, **_kwargs: Any) -> None:
    if (value := _with_source.get()) and instance.action in {PUBLISHED, GIVEN_A_TIME}:
        instance.data = {**(instance.data or {}), ALONG: value}
