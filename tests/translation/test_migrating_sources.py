"""Copies that cannot be read, names that are taken, text that is gone, ids that are wrong: all are taken."""

import json
from typing import Any

from django.core.management import call_command
from django.db import connection

from wagtail.blocks.migrations.operations import (
    RemoveStreamChildrenOperation,
    RenameStructChildrenOperation,
    StreamChildrenToStructBlockOperation,
)
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, TranslationContext, TranslationSource

import pytest

from results.blocks.walking import is_block_id, repaired_id
from results.models import LanguageVersion, ResultsPage
from tests.factories import again, described

from .migrating import (
    both,
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
from .translating import strings, submit, sync, target, translation_of

LOG = "results.translation.migrate_sources"
TO_TITLE = [(RenameStructChildrenOperation("heading", "title"), "stats")]


@pytest.fixture
def page(group_and_quote: ResultsPage) -> ResultsPage:
    return group_and_quote


@pytest.mark.parametrize(
    "content",
    ["no JSON", '{"body": "[1, null]"}', '{"body": ' + "[" * 200_000 + "]" * 200_000 + "}"],
    ids=range(3),
)
def test_a_copy_that_cannot_be_read_is_left(
    index: Any, page: ResultsPage, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_page(index, "2017")
    submit(other)
    TranslationSource.objects.filter(pk=source_of(page).pk).update(content_json=content)
    forwards(only_sources(TO_TITLE))
    assert source_of(page).content_json == content
    assert kept_body(other)[0]["value"]["title"] == "Året"
    (said,) = [record for record in caplog.records if record.name.startswith(LOG)]
    assert str(page.translation_key) in said.getMessage()


def test_a_copy_without_the_stream_is_nothing_to_say(page: Any, caplog: Any) -> None:
    TranslationSource.objects.update(content_json=(content := '{"body": null}'))
    forwards(only_sources(TO_TITLE))
    assert source_of(page).content_json == content
    assert not [record for record in caplog.records if record.name.startswith(LOG)]


def test_a_late_migration_keeps_what_the_memory_brought(page: Any, program: Any) -> None:
    # The pages have been migrated, and the source has been synchronised since.
    forwards(migration(*both(TO_TITLE).operations[:1]))
    program.rename("stats", "heading", "title")
    sync(page)
    path = path_of(page, "title")
    forwards(only_sources(TO_TITLE))
    assert translations_at(path) == ["[en] Året"]
    assert StringSegment.objects.filter(context__path=path).count() == 1
    translation_of(page).save_target(publish=True)
    assert target(page).body.get_prep_value()[0]["value"]["title"] == "[en] Året"


def test_translations_of_a_block_that_an_editor_deleted_follow_too(page: ResultsPage) -> None:
    path, other = path_of(page, "heading"), path_of(page, "quote", 1)
    del page.body[0]
    described(page).save()
    sync(page)
    assert path not in strings(page)
    forwards(only_sources(TO_TITLE))
    assert translations_at(path.replace("heading", "title")) == ["[en] Året"]
    assert other in strings(page)


def test_what_is_known_of_the_public_translation_follows(page: ResultsPage) -> None:
    heading, quote = path_of(page, "heading"), path_of(page, "quote", 1)
    known, _new = LanguageVersion.objects.update_or_create(
        page=target(page),
        defaults={"older": {heading: {"0": "2026-01-01"}, "title": {}}, "machine": {quote: ["x"]}},
    )
    forwards(only_sources([*TO_TITLE, (RemoveStreamChildrenOperation("quote"), "")]))
    known.refresh_from_db()
    title = heading.replace("heading", "title")
    assert known.older == {title: {"0": "2026-01-01"}, "title": {}}
    assert known.machine == {}


def test_nothing_is_done_where_wagtail_localize_has_no_tables(page: ResultsPage) -> None:
    before = source_of(page).content_json
    without = state().clone()
    for app, model in list(without.models):
        if app in {"wagtail_localize", "results_translation"}:
            without.remove_model(app, model)
    only_sources(TO_TITLE).apply(without, connection.schema_editor(atomic=False))
    assert source_of(page).content_json == before


def test_a_block_that_gets_another_around_it_keeps_its_translations(page: ResultsPage) -> None:
    path = path_of(page, "quote", 1)
    forwards(only_sources([(StreamChildrenToStructBlockOperation("quote", "voice"), "")]))
    (context,) = TranslationContext.objects.filter(path=path.replace(".quote", ".quote.quote"))
    assert context.field_path == "body.voice.quote.quote"
    assert translations_at(context.path) == ["[en] Kunskap skyddar"]


WRONG = "a.block of 2016"


@pytest.fixture
def wrong(page: ResultsPage) -> ResultsPage:
    """The edition, as if its first block had had a wrong id all along."""
    own_id = page.body[0].id

    def spoilt(content: Any) -> Any:
        return json.loads(json.dumps(content).replace(own_id, WRONG))

    for each in ResultsPage.objects.all():
        ResultsPage.objects.filter(pk=each.pk).update(body=spoilt(each.body.get_prep_value()))
    for revision in Revision.objects.all():
        Revision.objects.filter(pk=revision.pk).update(content=spoilt(revision.content))
    for source in TranslationSource.objects.all():
        source.content_json = source.content_json.replace(own_id, WRONG)
        source.save()
    for context in TranslationContext.objects.filter(path__contains=own_id):
        context.path = spoilt(context.path)
        context.path_id = TranslationContext._get_path_id(context.path)
        context.save()
    return again(page)


def stored_ids(page: ResultsPage) -> list[Any]:
    """The ids of the first block in the page, its revisions and the copy of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(body AS text) FROM results_resultspage")
        bodies = [json.loads(text) for (text,) in cursor.fetchall()]
    bodies += [
        json.loads(found.content["body"])
        for found in Revision.objects.all()
        if "body" in found.content
    ]
    return [body[0]["id"] for body in [*bodies, kept_body(page)]]


def test_a_wrong_id_is_repaired_once_everywhere(wrong: Any, capsys: Any) -> None:
    assert {*stored_ids(wrong)} == {WRONG}
    call_command("repair_results")
    assert {*stored_ids(wrong)} == {repaired_id(WRONG)} == {wrong.body[0].id}
    assert is_block_id(wrong.body[0].id)
    call_command("repair_results")
    assert capsys.readouterr().out.splitlines() == [
        "Repaired 2 rows, 3 revisions and 1 copies of sources.",
        "Repaired 0 rows, 0 revisions and 0 copies of sources.",
    ]


def test_its_translations_and_what_is_known_of_them_stay_where_they_are(wrong: ResultsPage) -> None:
    state = LanguageVersion.objects.get()
    state.older = {f"body.{WRONG}.heading": {"x": "2026-01-01T00:00:00+00:00"}}
    state.save()
    call_command("repair_results", verbosity=0)
    assert translations_at(path_of(wrong, "heading")) == ["[en] Året"]
    state.refresh_from_db()
    assert list(state.older) == [path_of(wrong, "heading")]
    before = strings(wrong)
    sync(wrong)
    assert strings(wrong) == before
    translation_of(wrong).save_target(publish=True)
    assert target(wrong).body[0].value["heading"] == "[en] Året"


def test_a_copy_that_is_damaged_otherwise_is_left_alone(wrong: ResultsPage) -> None:
    TranslationSource.objects.update(content_json=(content := '{"body": "[null]"}'))
    call_command("repair_results", verbosity=0)
    assert TranslationSource.objects.get().content_json == content
