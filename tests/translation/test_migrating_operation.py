"""The operation that migrates translation sources, as Django uses it."""

from pathlib import Path
from runpy import run_path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import JSONField
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import (
    AlterBlockValueOperation,
    BaseBlockOperation,
    RemoveStreamChildrenOperation,
    RemoveStructChildrenOperation,
    RenameStreamChildrenOperation,
    RenameStructChildrenOperation,
    StreamChildrenToStructBlockOperation,
)
from wagtail_localize.models import TranslationContext

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.translation.streams import MigrateTranslationSources
from tests.factories import block
from tests.translation.migrating import (
    OF_EDITIONS,
    forwards,
    kept_body,
    make_page,
    migration,
    only_sources,
    path_of,
    source_of,
    state,
    translations_at,
)
from tests.translation.translating import (
    say,
    strings,
    submit,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

LOG = "results.translation.streams"
TO_TITLE = [(RenameStructChildrenOperation("heading", "title"), "stats")]


class CopyName(BaseBlockOperation):
    """An operation as a site may write its own."""

    operation_name_fragment = "copy_name"

    def apply(self, block_value: Any) -> Any:
        """The quote, with the name at its end too."""
        return {**block_value, "signature": block_value["name"]}


@pytest.fixture
def page(index: ResultsIndexPage) -> ResultsPage:
    """A small edition with a published English translation."""
    found = make_page(index)
    translate(submit(found))
    translation_of(found).save_target(publish=True)
    return found


def test_sources_are_read_a_few_at_a_time(index: ResultsIndexPage) -> None:
    pages = [make_page(index, str(year)) for year in range(2001, 2006)]
    for page in pages:
        translate(submit(page))
    with CaptureQueriesContext(connection) as queries:
        forwards(only_sources(TO_TITLE, chunk_size=2))
    sql = [query["sql"] for query in queries]
    reads = [text for text in sql if text.startswith("SELECT") and '."content_json"' in text]
    contexts = [text for text in sql if 'FROM "wagtail_localize_translationcontext"' in text]
    writes = [text for text in sql if text.startswith("UPDATE")]
    assert len(reads) == len(contexts) == 3
    # The copies of a chunk at once, and the contexts of each object: names, then kinds.
    assert len(writes) == 3 + 5 * 2
    assert all(translations_at(path_of(page, "title")) == ["[en] Året"] for page in pages)


def test_nothing_is_done_where_wagtail_localize_has_no_tables(
    page: ResultsPage, caplog: pytest.LogCaptureFixture
) -> None:
    before = source_of(page).content_json
    without = state().clone()
    for app, model in list(without.models):
        if app in {"wagtail_localize", "results_translation"}:
            without.remove_model(app, model)
    only_sources(TO_TITLE).apply(without, connection.schema_editor(atomic=False))
    assert source_of(page).content_json == before
    assert "does not depend" in caplog.text


def test_a_squashed_migration_writes_the_operation_down(tmp_path: Path) -> None:
    operations = [
        *TO_TITLE,
        (RenameStreamChildrenOperation("stats", "figures"), ""),
        (RemoveStreamChildrenOperation("quote"), ""),
    ]
    made = only_sources(operations, reverse=TO_TITLE, chunk_size=7)
    file = tmp_path / "migration.py"
    file.write_text(MigrationWriter(made).as_string())
    (read,) = run_path(str(file))["Migration"].operations
    (given,) = made.operations
    _name, args, kwargs = given.deconstruct()
    assert type(given)(*args, **kwargs).deconstruct() == given.deconstruct()
    assert [path for _operation, path in read.operations_and_block_paths] == ["stats", "", ""]
    assert read.chunk_size == 7
    assert len(read.reverse) == 1
    assert (
        read.migration_name_fragment
        == "rename_heading_to_title_rename_stats_to_figures_remove_quote"
    )
    assert "results.ResultsPage" in read.describe()


def test_pages_go_back_with_their_sources(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The migration of the documentation: Wagtail's operation alone has no way back."""
    there = [
        (RenameStreamChildrenOperation("quote", "voice"), ""),
        (RemoveStructChildrenOperation("role"), "voice"),
    ]
    back = [(RenameStreamChildrenOperation("voice", "quote"), "")]
    pages_back = MigrateStreamData(**OF_EDITIONS, operations_and_block_paths=back)
    done = migration(
        MigrateStreamData(**OF_EDITIONS, operations_and_block_paths=there),
        RunPython(RunPython.noop, pages_back.migrate_stream_data_forward),
        MigrateTranslationSources(**OF_EDITIONS, operations_and_block_paths=there, reverse=back),
    )
    # As a migration sees it that comes after the one of the structure.
    after = state().clone()
    stream = after.models["results", "resultspage"].fields["body"].stream_block
    monkeypatch.setitem(stream.child_blocks, "voice", stream.child_blocks["quote"])
    path = path_of(page, "quote", 1)
    done.apply(after.clone(), connection.schema_editor(atomic=False))
    assert [kind["type"] for kind in kept_body(page)] == stored_types(page) == ["stats", "voice"]
    done.unapply(after.clone(), connection.schema_editor(atomic=False))
    assert [kind["type"] for kind in kept_body(page)] == stored_types(page) == ["stats", "quote"]
    assert "role" not in kept_body(page)[1]["value"]
    assert translations_at(path) == ["[en] Kunskap skyddar"]


def stored_types(page: ResultsPage) -> list[str]:
    """The types of the blocks that the database has for the page, whatever the program knows."""
    rows = ResultsPage.objects.filter(pk=page.pk).annotate(raw=Cast("body", JSONField()))
    return [item["type"] for item in rows.get().raw]


@pytest.mark.django_db(transaction=True)
def test_a_real_migration_goes_there_and_back(page: ResultsPage) -> None:
    back = [(RenameStructChildrenOperation("title", "heading"), "stats")]
    done = only_sources(TO_TITLE, reverse=back)
    executor = MigrationExecutor(connection)
    before = ProjectState.from_apps(apps)
    executor.apply_migration(before.clone(), done)
    assert translations_at(path_of(page, "title")) == ["[en] Året"]
    executor.unapply_migration(before.clone(), done)
    assert translations_at(path_of(page, "heading")) == ["[en] Året"]
    assert ("results", done.name) not in MigrationRecorder(connection).applied_migrations()


def test_the_operation_takes_what_wagtails_takes() -> None:
    MigrateTranslationSources(
        **OF_EDITIONS,
        operations_and_block_paths=TO_TITLE,
        revisions_from=timezone.now(),
        atomic=True,
    )


def test_a_block_that_gets_another_around_it_keeps_its_translations(page: ResultsPage) -> None:
    path = path_of(page, "quote", 1)
    forwards(only_sources([(StreamChildrenToStructBlockOperation("quote", "voice"), "")]))
    (context,) = TranslationContext.objects.filter(path=path.replace(".quote", ".quote.quote"))
    assert context.field_path == "body.voice.quote.quote"
    assert translations_at(context.path) == ["[en] Kunskap skyddar"]


def test_a_value_that_an_operation_changes_keeps_its_place(page: ResultsPage) -> None:
    path = path_of(page, "heading")
    forwards(only_sources([(AlterBlockValueOperation("Åren"), "stats.heading")]))
    assert kept_body(page)[0]["value"]["heading"] == "Åren"
    assert translations_at(path) == ["[en] Året"]
    assert strings(page)[path] == ["Året"]


def test_a_value_that_an_operation_copies_keeps_its_place(page: ResultsPage) -> None:
    path = path_of(page, "name", 1)
    forwards(only_sources([(CopyName(), "quote")]))
    assert kept_body(page)[1]["value"]["signature"] == "Anna"
    assert translations_at(path) == ["[en] Anna"]


def test_a_child_takes_the_place_of_another(page: ResultsPage) -> None:
    path = path_of(page, "name", 1)
    # There is a name already, which the operation overwrites.
    forwards(only_sources([(RenameStructChildrenOperation("role", "name"), "quote")]))
    assert kept_body(page)[1]["value"]["name"] == "Chef"
    assert strings(page)[path] == ["Chef"]
    assert sorted(translations_at(path)) == ["[en] Anna", "[en] Chef"]


def test_equal_texts_are_told_apart(index: ResultsIndexPage) -> None:
    quote = block("quote", "quote") | {"value": {"quote": "Q", "name": "A", "role": "A"}}
    page = make_page(index, content=[quote])
    translation = submit(page)
    say(translation, path_of(page, "name"), "Name")
    say(translation, path_of(page, "role"), "Role")
    forwards(only_sources([(RenameStructChildrenOperation("name", "person"), "quote")]))
    assert translations_at(path_of(page, "person")) == ["Name"]
    assert translations_at(path_of(page, "role")) == ["Role"]
