"""Copies that cannot be read, names that are taken, text that is gone: a migration takes them all."""

import json
from datetime import timedelta

from django.utils import timezone

from wagtail.blocks.migrations.operations import (
    RemoveStreamChildrenOperation,
    RenameStructChildrenOperation,
)
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.translation.models import PublishedTranslation
from tests.factories import block
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
    replace,
    replaceables,
    say,
    strings,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

LOG = "results.translation.streams"
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
        "",
        "[]",
        "null",
        '{"body": "no JSON"}',
        '{"body": "{}"}',
        '{"body": "7"}',
        '{"body": "[1, null]"}',
        '{"body": "[{\\"value\\": {}}]"}',
        '{"body": "[{\\"type\\": \\"stats\\"}]"}',
        '{"body": "[{\\"type\\": \\"stats\\", \\"value\\": [1]}]"}',
        '{"body": "[{\\"type\\": \\"stats\\", \\"value\\": null}]"}',
        '{"body": ' + "[" * 200_000 + "]" * 200_000 + "}",
    ],
    ids=range(13),
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


def test_a_migration_that_comes_late_brings_the_translations_back(
    page: ResultsPage, program: Program
) -> None:
    # The pages have been migrated, and the source has been synchronised since.
    forwards(migration(*both(TO_TITLE).operations[:1]))
    program.rename("stats", "heading", "title")
    sync(page)
    path = path_of(page, "title")
    # The translation memory may have known the text from its old place.
    StringTranslation.objects.filter(context__path=path).delete()
    forwards(only_sources(TO_TITLE))
    assert translations_at(path) == ["[en] Året"]
    assert StringSegment.objects.filter(context__path=path).count() == 1
    assert not TranslationContext.objects.filter(path=path.replace("title", "heading")).exists()
    translation_of(page).save_target(publish=True)
    assert target(page).body.get_prep_value()[0]["value"]["title"] == "[en] Året"


@pytest.mark.parametrize(
    ("days", "used", "other"), [(-1, "[en] Anna", "Ann"), (1, "Ann", "[en] Anna")]
)
def test_of_two_translations_of_the_same_text_the_newer_one_is_used(
    page: ResultsPage, days: int, used: str, other: str
) -> None:
    path, taken = path_of(page, "name", 1), path_of(page, "person", 1)
    old = StringTranslation.objects.get(context__path=path)
    context = TranslationContext.objects.create(object_id=page.translation_key, path=taken)
    say(translation_of(page), taken, "Ann", old.translation_of)
    when = timezone.now() + timedelta(days=days)
    StringTranslation.objects.filter(context=context).update(updated_at=when)
    forwards(only_sources([(RenameStructChildrenOperation("name", "person"), "quote")]))
    assert translations_at(taken) == [used]
    assert translations_at(path) == [other]


@pytest.mark.parametrize(("first", "second"), [("name", "role"), ("role", "name")])
def test_a_name_that_is_left_can_be_taken(page: ResultsPage, first: str, second: str) -> None:
    path, taken = path_of(page, first, 1), path_of(page, "title", 1)
    old = StringTranslation.objects.get(context__path=path)
    TranslationContext.objects.create(object_id=page.translation_key, path=taken)
    say(translation_of(page), taken, "Newer", old.translation_of)
    renames = [
        (RenameStructChildrenOperation(first, "title"), "quote"),
        (RenameStructChildrenOperation(second, first), "quote"),
    ]
    forwards(only_sources(renames))
    assert translations_at(taken) == ["Newer"]
    assert sorted(translations_at(path)) == ["[en] Anna", "[en] Chef"]


def test_of_two_replacements_one_is_used(edition: ResultsPage) -> None:
    submit(edition)
    path = path_of(edition, "image.image")
    taken = path.replace("image.image", "image.picture")
    context = TranslationContext.objects.create(object_id=edition.translation_key, path=taken)
    earlier = replace(translation_of(edition), taken, 1)
    override = replace(translation_of(edition), path, 2)
    forwards(only_sources([(RenameStructChildrenOperation("image", "picture"), "campaign.image")]))
    assert list(SegmentOverride.objects.filter(context=context)) == [override]
    earlier.refresh_from_db()
    assert earlier.context.path == path


def test_translations_of_a_block_that_an_editor_deleted_follow_too(page: ResultsPage) -> None:
    path, other = path_of(page, "heading"), path_of(page, "quote", 1)
    del page.body[0]
    page.save()
    sync(page)
    assert path not in strings(page)
    forwards(only_sources(TO_TITLE))
    assert translations_at(path.replace("heading", "title")) == ["[en] Året"]
    assert other in strings(page)


def test_rows_from_before_wagtail_localize_kept_kinds_follow_too(edition: ResultsPage) -> None:
    submit(edition)
    path = path_of(edition, "text.'https://polisen.se/'")
    assert path in replaceables(edition)
    TranslationContext.objects.update(field_path="")
    forwards(only_sources([(RenameStructChildrenOperation("text", "story"), "campaign")]))
    assert path.replace(".text.", ".story.") in replaceables(edition)
    assert not TranslationContext.objects.exclude(field_path="").exists()


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
    forwards(only_sources(swap, chunk_size=1))
    assert translations_at(path_of(page, "role", 1)) == ["[en] Anna"]
    bodies = [
        json.loads(json.loads(s.content_json)["body"]) for s in TranslationSource.objects.all()
    ]
    assert {body[1]["value"]["role"] for body in bodies} == {"Anna", "[en] Anna"}


def test_an_item_without_an_id_is_known_by_its_place(
    index: ResultsIndexPage, program: Program
) -> None:
    figures = [{"type": "stat", "value": {"value": str(n), "label": f"Text {n}"}} for n in (1, 2)]
    body = [block("stats", "stats", heading="Året", stats=figures)]
    page = make_page(index, content=body)
    TranslationSource.update_or_create_from_instance(page)
    source = source_of(page)
    content = json.loads(source.content_json)
    source.content_json = json.dumps(content | {"body": json.dumps(body)})
    source.save()
    source.refresh_segments()
    before = set(StringSegment.objects.values_list("string__data", "context__path"))
    forwards(only_sources([(RenameStructChildrenOperation("stats", "figures"), "stats")]))
    program.rename("stats", "stats", "figures")
    after = set(StringSegment.objects.values_list("string__data", "context__path"))
    assert after != before
    source_of(page).refresh_segments()
    assert set(StringSegment.objects.values_list("string__data", "context__path")) == after
