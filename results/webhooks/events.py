"""Write deliveries for events in the event's own transaction, so that a rollback drops them.

A receiver gets to know which pages, in which languages, and all addresses that may be old now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from wagtail.models import Locale, Page

from .. import cache_tags
from ..models import Indicator
from ..models.addresses import detail_urls, indicator_address
from ..models.edition import edition_models
from ..publishing import Kind, Publication, due
from ..record.models import Figure
from ..record.versions import EditionVersion
from .delivering import deliver
from .models import Delivery, Endpoint, EventType, TranslationState

if TYPE_CHECKING:
    from uuid import UUID

    from ..record.versions import LanguageVersion

Data = dict[str, Any]


def enqueue(type: EventType, subject: str, data: Callable[[], Data]) -> None:
    """Write a delivery for each enabled endpoint that subscribes to the event."""
    if endpoints := _wanting(type):
        _write(endpoints, type, subject, data())


def _wanting(type: EventType) -> list[Endpoint]:
    enabled = Endpoint.objects.filter(enabled=True)
    return [each for each in enabled if type.value in each.events]


def send_test(endpoint: Endpoint) -> None:
    """Write the delivery of a test, whatever the endpoint subscribes to."""
    nothing = dict.fromkeys(("page_id", "translation_key", "language"))
    lists = {"page_ids": [], "addresses": {"html": [], "api": []}, "cache_tags": []}
    _write([endpoint], EventType.TEST, "", {**nothing, **lists})


def _write(endpoints: Iterable[Endpoint], type: EventType, subject: str, data: Data) -> None:
    event_id = f"msg_{uuid4().hex}"
    event = {
        "id": event_id,
        "type": type.value,
        "timestamp": timezone.now().isoformat(),
        "data": data,
    }
    body = json.dumps(event, ensure_ascii=False)
    written = Delivery.objects.bulk_create(
        Delivery(endpoint=each, event_id=event_id, type=type, subject=subject, body=body)
        for each in endpoints
    )
    if not due.is_immediate(deliver):
        for each in written:
            transaction.on_commit(partial(_have_delivered, each), robust=True)


def _have_delivered(delivery: Delivery) -> None:
    """Enqueue it, unless it waits, or the task for an earlier one to the endpoint sends it, too."""
    if Delivery.due().filter(endpoint=delivery.endpoint_id).first() == delivery:
        due.enqueue(deliver, delivery.endpoint_id)


def _about(page_id: int) -> str:
    return f"page-{page_id}"


@receiver(post_save, sender=Publication, dispatch_uid="results.webhooks.published")
def _published(instance: Publication, created: bool, raw: bool = False, **kwargs: Any) -> None:
    editions = {model._meta.label_lower for model in edition_models()}
    if created and not raw and instance.page_type in editions:
        # Both have the same names.
        type = EventType[Kind(instance.kind).name]
        enqueue(type, _about(instance.page_id), lambda: of_publication(instance))


@receiver(post_save, sender=EditionVersion, dispatch_uid="results.webhooks.corrected")
def _corrected(
    instance: EditionVersion, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """A version is kept when figures of the edition change, and when it is withdrawn."""
    if not (raw or instance.withdrawn or update_fields):
        subject = _about(instance.page_id)
        enqueue(EventType.CORRECTED, subject, lambda: of_page(instance.page))


def compared(version: LanguageVersion) -> None:
    """Write the event of a language version that has come into line with its source, or out of it."""
    state = TranslationState.objects.filter(page=version.page_id).first()
    if state is not None and state.is_in_step == version.is_in_step:
        return
    TranslationState(page_id=version.page_id, is_in_step=version.is_in_step).save()
    type = EventType.IN_STEP if version.is_in_step else EventType.STALE
    pages = Page.objects.select_related("locale")
    enqueue(type, _about(version.page_id), lambda: of_page(pages.get(pk=version.page_id)))


@receiver([post_save, post_delete], sender=Indicator, dispatch_uid="results.webhooks.indicator")
def _indicator_changed(instance: Indicator, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _enqueue_of([instance], set())


def series_changed(rows: Iterable[Figure]) -> None:
    """Write the events of the indicators whose rows of the record were closed or opened."""
    changed = {row.indicator_id for row in rows} - {None}
    _enqueue_of(Indicator.objects.filter(pk__in=changed), {row.translation_key for row in rows})


def _enqueue_of(indicators: Iterable[Indicator], keys: set[Any]) -> None:
    type = EventType.INDICATOR
    if endpoints := _wanting(type):
        for each in indicators:
            subject = f"indicator-{each.translation_key}"
            _write(endpoints, type, subject, of_indicator(each, keys))


def of_publication(publication: Publication) -> Data:
    """Return the payload of the page after the change; its row may be unwritten or deleted."""
    page = Page(
        pk=publication.page_id,
        url_path=publication.url_path,
        locale=Locale(language_code=publication.language_code),
        translation_key=publication.translation_key,
    )
    return of_page(page, publication.old_url_path)


def of_page(page: Page, old_url_path: str = "") -> Data:
    """Return the payload of a page, its other public languages, and the pages above them."""
    others = Page.objects.filter(translation_key=page.translation_key, live=True)
    pages = [page, *others.exclude(pk=page.pk).select_related("locale")]
    before = [Page(url_path=old_url_path, locale=page.locale)] if old_url_path else []
    return {"page_id": page.pk, **_affected(page, [*pages, *_above(pages)], _html(before))}


def of_indicator(indicator: Indicator, keys: Iterable[UUID] = ()) -> Data:
    """Return the payload of an indicator, the public editions with it or in `keys`, and their parents."""
    versions = {
        each.locale_id: each
        for each in indicator.get_translations(inclusive=True).select_related("locale")
    }
    figures = Figure.objects.filter(indicator__in=versions.values(), valid_to=None)
    named = Q(translation_key__in=figures.values("translation_key")) | Q(translation_key__in=keys)
    editions = list(Page.objects.filter(named, live=True).select_related("locale"))
    indexes = _above(editions)
    own = [
        indicator_address(
            index.full_url,
            index.locale.language_code,
            versions.get(index.locale_id, indicator).slug,
        )
        for index in indexes
        if index.full_url
    ]
    return {"page_id": None, **_affected(indicator, [*editions, *indexes], own)}


def _affected(about: Page | Indicator, pages: list[Page], further: list[str]) -> Data:
    return {
        "translation_key": str(about.translation_key),
        "language": about.locale.language_code,
        "page_ids": [page.pk for page in pages],
        "addresses": {
            "html": list(dict.fromkeys([*_html(pages), *further])),
            "api": [url for page in pages for url in _api(page)],
        },
        # As `SNAPSHOT_TAGS_HEADER` has them.
        "cache_tags": [*(cache_tags.tag_of_page(page.pk) for page in pages), cache_tags.LISTS],
    }


def _html(pages: list[Page]) -> list[str]:
    return [url for page in pages if (url := page.full_url)]


def _api(page: Page) -> list[str]:
    root = getattr(settings, "WAGTAILAPI_BASE_URL", None) or (page.get_url_parts() or ("", ""))[1]
    return [f"{root}{path}" for path in detail_urls(page.pk)] if root else []


def _above(pages: list[Page]) -> list[Page]:
    """Return the pages right above, of those that are still there."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("path", flat=True)
    paths = {path[: -Page.steplen] for path in rows}
    return list(Page.objects.filter(path__in=paths, live=True).select_related("locale"))
