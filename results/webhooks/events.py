"""Write deliveries for events in the event's own transaction, so that a rollback drops them.

A receiver gets to know which pages, in which languages, and all addresses that may be old now.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from wagtail.models import Locale, Page

from .. import cache_tags
from ..models import Indicator
from ..models.addresses import detail_urls
from ..publishing import Kind, Publication, due
from ..record.models import Figure
from ..record.recording import figures_changed
from ..record.versions import EditionVersion, LanguageVersion
from ..rules.page import edition_models
from ..sync.follow_source import compared
from .delivering import deliver
from .models import Delivery, Endpoint, EventType

Data = dict[str, Any]


def enqueue(
    type: EventType,
    happened: Callable[[], Iterable[tuple[str, Data]]],
    endpoints: Iterable[Endpoint] | None = None,
) -> None:
    """Write deliveries of events of one type, (what it is about, its data), to who subscribes to it.

    The events are only asked for if somebody does.
    """
    if endpoints is None:
        enabled = Endpoint.objects.filter(enabled=True)
        endpoints = [each for each in enabled if type.value in each.events]
    for subject, data in happened() if endpoints else ():
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
            for delivery in written:
                transaction.on_commit(partial(_have_delivered, delivery), robust=True)


def send_test(endpoint: Endpoint) -> None:
    """Write the delivery of a test, whatever the endpoint subscribes to."""
    nothing = dict.fromkeys(("page_id", "translation_key", "language"))
    lists = {"page_ids": [], "addresses": {"html": [], "api": []}, "cache_tags": []}
    enqueue(EventType.TEST, lambda: [("", {**nothing, **lists})], [endpoint])


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
        enqueue(type, lambda: [(_about(instance.page_id), of_publication(instance))])


@receiver(post_save, sender=EditionVersion, dispatch_uid="results.webhooks.corrected")
def _corrected(
    instance: EditionVersion, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """A version is kept when figures of the edition change, and when it is withdrawn."""
    if not (raw or instance.withdrawn or update_fields):
        enqueue(EventType.CORRECTED, lambda: [(_about(instance.page_id), of_page(instance.page))])


@receiver(compared, dispatch_uid="results.webhooks.compared")
def _compared(version: LanguageVersion, **kwargs: Any) -> None:
    """Write the event of a language version, unless the last one that was sent says the same."""
    type = EventType.IN_STEP if version.is_in_step else EventType.STALE
    subject = _about(version.page_id)

    def happened() -> Iterable[tuple[str, Data]]:
        last = Delivery.objects.filter(
            subject=subject, type__in=(EventType.IN_STEP, EventType.STALE)
        )
        if last.values_list("type", flat=True).first() != type:
            page = Page.objects.select_related("locale").get(pk=version.page_id)
            yield subject, of_page(page)

    enqueue(type, happened)


@receiver([post_save, post_delete], sender=Indicator, dispatch_uid="results.webhooks.indicator")
def _indicator_changed(instance: Indicator, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _changed([instance], set())


@receiver(figures_changed, dispatch_uid="results.webhooks.series")
def _series_changed(rows: Iterable[Figure], **kwargs: Any) -> None:
    changed = {row.indicator_id for row in rows} - {None}
    _changed(Indicator.objects.filter(pk__in=changed), {row.translation_key for row in rows})


def _changed(indicators: Iterable[Indicator], keys: set[Any]) -> None:
    enqueue(
        EventType.INDICATOR,
        lambda: [
            (f"indicator-{each.translation_key}", of_indicator(each, keys)) for each in indicators
        ],
    )


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
    return {"page_id": page.pk, **_affected(page, [*pages, *_above(pages)], before)}


def of_indicator(indicator: Indicator, keys: Iterable[UUID] = ()) -> Data:
    """Return the payload of an indicator, the public editions with it or in `keys`, and their parents."""
    versions = indicator.get_translations(inclusive=True)
    figures = Figure.objects.filter(indicator__in=versions, valid_to=None)
    named = Q(translation_key__in=figures.values("translation_key")) | Q(translation_key__in=keys)
    editions = list(Page.objects.filter(named, live=True).select_related("locale"))
    return {"page_id": None, **_affected(indicator, [*editions, *_above(editions)])}


def _affected(about: Page | Indicator, pages: list[Page], old: Iterable[Page] = ()) -> Data:
    return {
        "translation_key": str(about.translation_key),
        "language": about.locale.language_code,
        "page_ids": [page.pk for page in pages],
        "addresses": {
            "html": list(dict.fromkeys(url for page in [*pages, *old] if (url := page.full_url))),
            "api": [url for page in pages for url in _api(page)],
        },
        # As `SNAPSHOT_TAGS_HEADER` has them.
        "cache_tags": [*(cache_tags.tag_of_page(page.pk) for page in pages), cache_tags.LISTS],
    }


def _api(page: Page) -> list[str]:
    root = getattr(settings, "WAGTAILAPI_BASE_URL", None) or (page.get_url_parts() or ("", ""))[1]
    return [f"{root}{path}" for path in detail_urls(page.pk)] if root else []


def _above(pages: list[Page]) -> list[Page]:
    """Return the pages right above, of those that are still there."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("path", flat=True)
    paths = {path[: -Page.steplen] for path in rows}
    return list(Page.objects.filter(path__in=paths, live=True).select_related("locale"))
