"""What happens becomes deliveries, in its own transaction: what is rolled back is not told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from wagtail.models import Page

from ..models import Indicator
from ..models.edition import edition_models
from ..publishing import Kind, Publication
from ..record.edition_version import EditionVersion
from ..record.recording import rows_written
from ..sync.languages import settled
from . import payload
from .models import Delivery, Endpoint, EventType, TranslationState

if TYPE_CHECKING:
    from ..record.language_version import LanguageVersion
    from ..record.models import Figure

KINDS = {
    Kind.PUBLISHED: EventType.PUBLISHED,
    Kind.UNPUBLISHED: EventType.UNPUBLISHED,
    Kind.MOVED: EventType.MOVED,
    Kind.DELETED: EventType.DELETED,
    Kind.ACCESS: EventType.ACCESS,
}


def connect() -> None:
    """Hear of all that is told; called once, when Django is ready."""
    for signal, receiver, sender in (
        (post_save, _published, Publication),
        (post_save, _corrected, EditionVersion),
        (post_save, _indicator_changed, Indicator),
        (post_delete, _indicator_changed, Indicator),
        (rows_written, _series_changed, None),
        (settled, _compared, None),
    ):
        signal.connect(
            receiver, sender=sender, dispatch_uid=f"results.webhooks.{receiver.__name__}"
        )


def tell(type: EventType, subject: str, data: Callable[[], payload.Data]) -> None:
    """Write a delivery for each enabled endpoint that wants to be told of such an event."""
    enabled = Endpoint.objects.filter(enabled=True)
    if endpoints := [each for each in enabled if type.value in each.events]:
        _write(endpoints, type, subject, data())


def send_test(endpoint: Endpoint) -> None:
    """Write the delivery of a test, whatever the endpoint wants to be told."""
    _write([endpoint], EventType.TEST, "", payload.TEST)


def _write(
    endpoints: Iterable[Endpoint], type: EventType, subject: str, data: payload.Data
) -> None:
    event_id = f"msg_{uuid4().hex}"
    event = {
        "id": event_id,
        "type": type.value,
        "timestamp": timezone.now().isoformat(),
        "data": data,
    }
    body = json.dumps(event, ensure_ascii=False)
    Delivery.objects.bulk_create(
        Delivery(endpoint=each, event_id=event_id, type=type, subject=subject, body=body)
        for each in endpoints
    )


def _about(page_id: int) -> str:
    return f"page-{page_id}"


def _published(instance: Publication, created: bool, raw: bool = False, **kwargs: Any) -> None:
    type = KINDS.get(Kind(instance.kind))
    if created and not raw and type and _is_edition(instance.page_type):
        tell(type, _about(instance.page_id), lambda: payload.of_publication(instance))


def _is_edition(page_type: str) -> bool:
    return page_type in {model._meta.label_lower for model in edition_models()}


def _corrected(
    instance: EditionVersion, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """A version is kept when figures of the edition change, and when it is withdrawn."""
    if not (raw or instance.withdrawn or update_fields):
        subject = _about(instance.page_id)
        tell(EventType.CORRECTED, subject, lambda: payload.of_page(instance.page))


def _compared(version: LanguageVersion, **kwargs: Any) -> None:
    state = TranslationState.objects.filter(page=version.page_id).first()
    if state is not None and state.is_in_step == version.is_in_step:
        return
    TranslationState(page_id=version.page_id, is_in_step=version.is_in_step).save()
    type = EventType.IN_STEP if version.is_in_step else EventType.STALE
    pages = Page.objects.select_related("locale")
    tell(type, _about(version.page_id), lambda: payload.of_page(pages.get(pk=version.page_id)))


def _indicator_changed(instance: Indicator, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _tell_of(instance, set())


def _series_changed(rows: Iterable[Figure], **kwargs: Any) -> None:
    keys = {row.translation_key for row in rows}
    for indicator in Indicator.objects.filter(pk__in={row.indicator_id for row in rows} - {None}):
        _tell_of(indicator, keys)


def _tell_of(indicator: Indicator, keys: set[Any]) -> None:
    subject = f"indicator-{indicator.translation_key}"
    tell(EventType.INDICATOR, subject, lambda: payload.of_indicator(indicator, keys))
