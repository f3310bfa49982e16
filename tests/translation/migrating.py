"""A migration that changes blocks, and the program as it is after it."""

import json
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor

from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslationSource,
)

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.translation.migrate_sources import migrate_translation_sources
from tests.factories import ResultsPageFactory, block

Operations = Sequence[tuple[Any, str]]
SEGMENTS = (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)
OF_EDITIONS: dict[str, Any] = {
    "app_name": "results",
    "model_name": "ResultsPage",
    "field_name": "body",
}


@cache
def state() -> Any:
    return MigrationExecutor(connection).loader.project_state()


def migration(*operations: Any) -> Migration:
    kind = type("Migration", (Migration,), {"operations": operations})
    return kind("0999_blocks", "results")


def both(operations: Operations, reverse: Operations = ()) -> Migration:
    return migration(
        MigrateStreamData(**OF_EDITIONS, operations_and_block_paths=operations),
        *only_sources(operations, reverse).operations,
    )


def forwards(done: Migration) -> None:
    done.apply(state().clone(), connection.schema_editor(atomic=False))


def backwards(done: Migration) -> None:
    done.unapply(state().clone(), connection.schema_editor(atomic=False))


def only_sources(operations: Operations, reverse: Operations = ()) -> Migration:
    there, back = (
        partial(migrate_translation_sources, **OF_EDITIONS, operations_and_block_paths=each)
        for each in (operations, reverse)
    )
    return migration(RunPython(there, back))


QUOTE = {"quote": "Kunskap skyddar", "name": "Anna", "role": "Chef"}


class Program:
    """The blocks of an edition, which a new version of the program names otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def block(self, path: str) -> Any:
        """The block at a path such as "campaign.stats.stat"; the stream itself at ""."""
        found = ResultsPage._meta.get_field("body").stream_block
        for name in filter(None, path.split(".")):
            found = found.child_blocks[name]
        return found

    def rename(self, path: str, old: str, new: str | None) -> None:
        """Give a child of the block another name, or take it away."""
        block = self.block(path)
        names = {name: new if name == old else name for name in block.child_blocks}
        children = type(block.child_blocks)()
        for name, now in names.items():
            if now is not None:
                children[now] = block.child_blocks[name]
                self._monkeypatch.setattr(children[now], "name", now)
        self._monkeypatch.setattr(block, "child_blocks", children)
        if hasattr(block.meta, "prose"):
            prose = tuple(now for name in block.meta.prose if (now := names[name]))
            self._monkeypatch.setattr(block.meta, "prose", prose)


def source_of(page: ResultsPage) -> TranslationSource:
    return TranslationSource.objects.get_for_instance(page)


def kept_body(page: ResultsPage) -> Any:
    return json.loads(json.loads(source_of(page).content_json)["body"])


def segments_of(page: ResultsPage) -> dict[str, set[str]]:
    """The paths and field paths of the page's segments, by their kind."""
    source = source_of(page)
    return {
        model.__name__: {
            f"{segment.context.path} {segment.context.field_path}"
            for segment in model.objects.filter(source=source).select_related("context")
        }
        for model in SEGMENTS
    }


def make_page(index: ResultsIndexPage, name: str = "2016", **options: Any) -> ResultsPage:
    """An edition with a group of figures and a quote."""
    figure = block("stat", f"stat {name}", value="12", label="tips")
    body = [
        block("stats", f"stats {name}", heading="Året", stats=[figure]),
        block("quote", f"quote {name}") | {"value": QUOTE},
    ]
    return ResultsPageFactory.create(parent=index, year=int(name), **({"content": body} | options))


def path_of(page: ResultsPage, child: str, item: int = 0) -> str:
    return f"body.{kept_body(page)[item]['id']}.{child}"


def translations_at(path: str) -> list[str]:
    found = StringTranslation.objects.filter(context__path=path).order_by("pk")
    return list(found.values_list("data", flat=True))
