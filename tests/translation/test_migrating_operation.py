"""The operation that migrates translation sources, as Django uses it."""

from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models import JSONField
from django.db.models.functions import Cast

from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import (
    AlterBlockValueOperation,
    RemoveStructChildrenOperation,
    RenameStreamChildrenOperation,
    RenameStructChildrenOperation,
    StreamChildrenToStructBlockOperation,
)
from wagtail_localize.models import TranslationContext

import pytest

from results.models import ResultsIndexPage, ResultsPage
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

TO_TITLE = [(RenameStructChildrenOperation("heading", "title"), "stats")]


@pytest.fixture
def page(index: ResultsIndexPage) -> ResultsPage:
    """A small edition with a published English translation."""
    found = make_page(index)
    translate(submit(found))
    translation_of(found).save_target(publish=True)
    return found


def test_nothing_is_done_where_wagtail_localize_has_no_tables(page: ResultsPage) -> None:
    before = source_of(page).content_json
    without = state().clone()
    for app, model in list(without.models):
        if app in {"wagtail_localize", "results_translation"}:
            without.remove_model(app, model)
    only_sources(TO_TITLE).apply(without, connection.schema_editor(atomic=False))
    assert source_of(page).content_json == before


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
        *only_sources(there, back).operations,
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


def test_equal_texts_are_told_apart(index: ResultsIndexPage) -> None:
    quote = block("quote", "quote") | {"value": {"quote": "Q", "name": "A", "role": "A"}}
    page = make_page(index, content=[quote])
    translation = submit(page)
    say(translation, path_of(page, "name"), "Name")
    say(translation, path_of(page, "role"), "Role")
    forwards(only_sources([(RenameStructChildrenOperation("name", "person"), "quote")]))
    assert translations_at(path_of(page, "person")) == ["Name"]
    assert translations_at(path_of(page, "role")) == ["Role"]
