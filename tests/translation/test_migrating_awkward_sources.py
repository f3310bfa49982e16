"""Copies that cannot be read, names that are taken, text that is gone: a migration takes them all."""

import json

from wagtail.blocks.migrations.operations import (
    RemoveStreamChildrenOperation,
    RenameStructChildrenOperation,
)
from wagtail_localize.models import (
    StringSegment,
    TranslationSource,
)

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.translation.models import PublishedTranslation
from tests.translation.migrating import (
    Program,
    both,
    forwards,
    kept_body,
    make_page,
    migration,
    only_sources,
    path_of,
    source_of,
    translations_at,
)
from tests.translation.translating import (
    strings,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

LOG = "results.translation.migrate_sources"
TO_TITLE = [(RenameStructChildrenOperation("heading", "title"), "stats")]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, of which a test makes a new version."""
    return Program(monkeypatch)


@pytest.fixture
def page(index: ResultsIndexPage) -> ResultsPage:
    """A small edition with a published English translation."""
    found = make_page(index)
    translate(submit(found))
    translation_of(found).save_target(publish=True)
    return found


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[]",
        '{"body": "[1, null]"}',
        '{"body": "[{\\"type\\": \\"stats\\", \\"value\\": null}]"}',
        '{"body": ' + "[" * 200_000 + "]" * 200_000 + "}",
    ],
    ids=range(5),
)
def test_a_copy_that_cannot_be_read_is_left_as_it_is(
    index: ResultsIndexPage, page: ResultsPage, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_page(index, "2017")
    submit(other)
    TranslationSource.objects.filter(pk=source_of(page).pk).update(content_json=content)
    forwards(only_sources(TO_TITLE))
    assert source_of(page).content_json == content
    assert kept_body(other)[0]["value"]["title"] == "Året"
    (said,) = [record for record in caplog.records if record.name.startswith(LOG)]
    assert str(page.translation_key) in said.getMessage()


@pytest.mark.parametrize("content", ["{}", '{"body": null}'])
def test_a_copy_without_the_stream_is_nothing_to_speak_of(
    page: ResultsPage, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    TranslationSource.objects.filter(pk=source_of(page).pk).update(content_json=content)
    forwards(only_sources(TO_TITLE))
    assert source_of(page).content_json == content
    assert not [record for record in caplog.records if record.name.startswith(LOG)]


def test_translations_of_a_copy_that_cannot_be_read_follow_all_the_same(page: ResultsPage) -> None:
    path = path_of(page, "heading")
    TranslationSource.objects.filter(pk=source_of(page).pk).update(content_json="no JSON")
    forwards(only_sources(TO_TITLE))
    assert translations_at(path.replace("heading", "title")) == ["[en] Året"]


def test_a_migration_that_comes_late_keeps_what_the_memory_brought_back(
    page: ResultsPage, program: Program
) -> None:
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
    page.save()
    sync(page)
    assert path not in strings(page)
    forwards(only_sources(TO_TITLE))
    assert translations_at(path.replace("heading", "title")) == ["[en] Året"]
    assert other in strings(page)


def test_what_is_known_of_the_public_translation_follows(page: ResultsPage) -> None:
    heading, quote = path_of(page, "heading"), path_of(page, "quote", 1)
    known, _new = PublishedTranslation.objects.update_or_create(
        translation=translation_of(page),
        defaults={"older": {heading: {"0": "2026-01-01"}, "title": {}}, "machine": {quote: ["x"]}},
    )
    forwards(only_sources([*TO_TITLE, (RemoveStreamChildrenOperation("quote"), "")]))
    known.refresh_from_db()
    title = heading.replace("heading", "title")
    assert known.older == {title: {"0": "2026-01-01"}, "title": {}}
    assert known.machine == {}


def test_an_object_with_two_sources_is_carried_once(page: ResultsPage) -> None:
    # The English page has been translated into another language in its turn.
    TranslationSource.update_or_create_from_instance(target(page))
    swap = [
        (RenameStructChildrenOperation("name", "between"), "quote"),
        (RenameStructChildrenOperation("role", "name"), "quote"),
        (RenameStructChildrenOperation("between", "role"), "quote"),
    ]
    forwards(only_sources(swap))
    assert translations_at(path_of(page, "role", 1)) == ["[en] Anna"]
    bodies = [
        json.loads(json.loads(s.content_json)["body"]) for s in TranslationSource.objects.all()
    ]
    assert {body[1]["value"]["role"] for body in bodies} == {"Anna", "[en] Anna"}
