"""Repair what is stored as if it came in now: ids that API v3 takes, texts without what nobody sees."""

import json
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.db.models.functions import Cast

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from ...conf import optional
from ...fields import StreamField, repair, streams_of
from ...publishing import PublishingMixin
from ...publishing.steps import content_types


class Command(BaseCommand):
    help = (
        "Repair stored content as if it were saved now: each block gets a UUID of its own as id, and "
        "characters that nobody sees are removed. It makes no revisions and publishes nothing."
    )

    @transaction.atomic
    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        found = [
            model
            for model in apps.get_models()
            if issubclass(model, PublishingMixin) or streams_of(model)
        ]
        rows = _repair_rows(Page, Page.objects.filter(content_type__in=content_types()))
        for model in (*found, get_image_model(), get_document_model()):
            rows += _repair_rows(model, model._base_manager.all())
        revisions = sum(map(_repair_revisions, found))
        copies = optional("translation.sync.refreshing")
        sources = sum(map(copies.repair_sources, found)) if copies else 0
        if verbosity:
            self.stdout.write(
                f"Repaired {rows} rows, {revisions} revisions and {sources} copies of sources."
            )


def _repair_rows(model: Any, rows: Any) -> int:
    streams = {field.name for field in streams_of(model)}
    names = [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, (StreamField, models.CharField, models.TextField))
    ]
    texts = [
        Cast(name, models.TextField()) if name in streams else models.F(name) for name in names
    ]
    count = 0
    for pk, *stored in rows.values_list("pk", *texts).iterator():
        before = dict(zip(names, stored, strict=True))
        after = {**before}
        if repair(model, after) is not None:
            changed = {
                name: json.loads(after[name]) if name in streams else after[name]
                for name in names
                if after[name] != before[name]
            }
            model._base_manager.filter(pk=pk).update(**changed)
            count += 1
    return count


def _repair_revisions(model: Any) -> int:
    count = 0
    own_type = ContentType.objects.get_for_model(model)
    for revision in Revision.objects.filter(content_type=own_type).iterator():
        if repair(model, revision.content) is not None:
            revision.save(update_fields=["content"])
            count += 1
    return count
