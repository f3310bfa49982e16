"""Texts are saved without what nobody sees, whichever way they come in; streams do so by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_save

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..characters import cleaned
from .changes import written_fields

if TYPE_CHECKING:
    from collections.abc import Iterable


def connect() -> None:
    """Have what readers see of pictures and documents cleaned; pages are cleaned by the guard."""
    for model in (get_image_model(), get_document_model()):
        pre_save.connect(
            clean_before_save,
            sender=model,
            dispatch_uid=f"results.publishing.texts.{model.__name__}",
        )


def clean_before_save(
    sender: type[Any], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Clean what the save writes, unless it is a fixture."""
    if not raw:
        clean_texts(instance, update_fields)


def clean_texts(instance: Any, update_fields: Iterable[str] | None = None) -> None:
    """Clean the texts that a save writes, in memory."""
    for name in written_fields(instance, update_fields):
        value = getattr(instance, name)
        if isinstance(value, str):
            setattr(instance, name, cleaned(value))
