"""Give stored blocks the ids that API v3 takes."""

import json
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.db.models.functions import Cast

from wagtail.models import Revision

from ...fields import repair_block_ids, streams_of
from ...reading.provenance import repair_sources


class Command(BaseCommand):
    help = "Give each block an id of its own that is a UUID: in pages, revisions and translations."

    @transaction.atomic
    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Change the stored JSON and nothing else: no revision is made, nothing is published."""
        found = [model for model in apps.get_models() if streams_of(model)]
        rows, revisions, sources = (
            sum(map(repair, found)) for repair in (_repair_rows, _repair_revisions, repair_sources)
        )
        if verbosity:
            self.stdout.write(
                f"Repaired {rows} pages, {revisions} revisions and {sources} copies of sources."
            )


def _repair_rows(model: Any) -> int:
    names = [field.name for field in streams_of(model)]
    texts = [Cast(name, models.TextField()) for name in names]
    count = 0
    for pk, *stored in model._base_manager.values_list("pk", *texts).iterator():
        before = dict(zip(names, stored, strict=True))
        after = {**before}
        if repair_block_ids(model, after) is not None:
            changed = {
                name: json.loads(after[name]) for name in names if after[name] != before[name]
            }
            model._base_manager.filter(pk=pk).update(**changed)
            count += 1
    return count


def _repair_revisions(model: Any) -> int:
    count = 0
    own_type = ContentType.objects.get_for_model(model)
    for revision in Revision.objects.filter(content_type=own_type).iterator():
        if repair_block_ids(model, revision.content) is not None:
            revision.save(update_fields=["content"])
            count += 1
    return count
