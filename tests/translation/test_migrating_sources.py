"""The kept copies of the sources follow a migration of blocks, damaged ones too, and are no server error without one."""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from wagtail.blocks.migrations.operations import (
    RemoveStreamChildrenOperation,
    RenameStreamChildrenOperation,
    RenameStructChildrenOperation,
    StreamChildrenToStructBlockOperation,
)
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)

import pytest

from results.models import LanguageVersion, ResultsPage
from results.record.versions import keep_version
from results.translation.strings.doubts import strings_of
from tests.factories import IndicatorFactory, block, described

from .exchange.exchanging import entries_of
from .migrating import (
    backwards,
    both,
    forwards,
    kept_body,
    make_page,
    migration,
    only_sources,
    path_of,
    segments_of,
    source_of,
    state,
    translations_at,
)
from .translating import (
    Translator,
    replace,
    replaceables,
    strings,
    strings_url,
    submit,
    sync,
    target,
    translation_of,
)

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


TO_EFFORT = [(RenameStreamChildrenOperation("campaign", "effort"), "")]
TO_CAMPAIGN = [(RenameStreamChildrenOperation("effort", "campaign"), "")]
# Two lists of figures have one block in common; the figure outside of them has its own.
LISTS = ("campaign.stats.stat", "stats.stats.stat")
TO_REMARK = [(RenameStructChildrenOperation("note", "remark"), path) for path in LISTS]
TO_NOTE = [(RenameStructChildrenOperation("remark", "note"), path) for path in LISTS]


def everything(page: ResultsPage) -> Any:
    contexts = TranslationContext.objects.filter(object_id=page.translation_key)
    translations = StringTranslation.objects.filter(context__in=contexts)
    return (
        json.loads(source_of(page).content_json),
        segments_of(page),
        set(contexts.values_list("path", "path_id", "field_path")),
        set(translations.values_list("context__path", "translation_of__data", "data")),
    )


def english(page: ResultsPage) -> Any:
    body = target(page).body
    return {item["type"]: item["value"] for item in body.get_prep_value()}


def names_what_a_sync_would(page: ResultsPage) -> bool:
    """Whether the segments are those that wagtail-localize itself would extract by now."""
    carried = segments_of(page)
    context_ids = TranslationContext.objects.filter(object_id=page.translation_key)
    context_ids.update(field_path="")
    sync(page)
    return carried == segments_of(page)


def test_a_renamed_block_keeps_its_translations_in_the_past_too(
    published: ResultsPage, program: Any, client: Client
) -> None:
    version = keep_version(published)
    forwards(both(TO_EFFORT))
    program.rename("", "campaign", "effort")
    assert kept_body(published)[0]["type"] == "effort"
    translation_of(published).save_target(publish=True)
    assert english(published)["effort"]["heading"] == "[en] Hotline"
    assert "[en] Hotline" in client.get(target(published).url).text
    assert names_what_a_sync_would(published)
    version.refresh_from_db()
    was = version.page_for(target(published)).body[0]
    assert (was.block_type, was.value["heading"]) == ("effort", "[en] Hotline")


def test_a_renamed_rich_text_keeps_its_strings_and_links(published: Any, program: Any) -> None:
    campaign = kept_body(published)[0]["id"]
    link = f"body.{campaign}.text.'https://polisen.se/'"
    replace(translation_of(published), link, "https://x.org/")
    forwards(both([(RenameStructChildrenOperation("text", "story"), "campaign")]))
    program.rename("campaign", "text", "story")
    translation_of(published).save_target(publish=True)
    story = english(published)["campaign"]["story"]
    assert "[en] Vi granskar <b>varje</b> tips" in story
    assert 'href="https://x.org/"' in story
    assert link.replace("text", "story") in replaceables(published)
    assert names_what_a_sync_would(published)


def test_children_can_change_places(published: ResultsPage) -> None:
    before = strings(published)
    quote = next(item["id"] for item in kept_body(published) if item["type"] == "quote")
    # The name in between is none of the block's, and need not be.
    steps = (("name", "between"), ("role", "name"), ("between", "role"))
    forwards(only_sources([(RenameStructChildrenOperation(*step), "quote") for step in steps]))
    after = strings(published)
    assert after[f"body.{quote}.role"] == before[f"body.{quote}.name"] == ["Anna"]
    assert after[f"body.{quote}.name"] == before[f"body.{quote}.role"] == ["Chef"]


def test_the_way_back_leaves_no_trace(published: ResultsPage) -> None:
    before = everything(published)
    done = only_sources([*TO_REMARK, *TO_EFFORT], reverse=[*TO_CAMPAIGN, *TO_NOTE])
    forwards(done)
    assert everything(published) != before
    backwards(done)
    assert everything(published) == before


def test_a_removed_block_is_kept_obsolete(published: Any, program: Any, client: Client) -> None:
    campaign = kept_body(published)[0]["id"]
    forwards(both([(RemoveStreamChildrenOperation("campaign"), "")]))
    program.rename("", "campaign", None)
    assert not [path for path in strings(published) if campaign in path]
    kept = StringTranslation.objects.get(context__path=f"body.{campaign}.heading")
    assert kept.data == "[en] Hotline"
    obsolete = [entry.msgstr for entry in entries_of(translation_of(published)).obsolete_entries()]
    assert "[en] Hotline" in obsolete
    assert names_what_a_sync_would(published)
    translation_of(published).save_target(publish=True)
    assert "campaign" not in english(published)
    assert client.get(target(published).url).status_code == 200


CHANGES: dict[str, Callable[[Any], None]] = {
    "renamed block": lambda program: program.rename("", "campaign", "effort"),
    "removed item of a list": lambda program: program.rename("campaign.links", "link", None),
    "removed child in a list": lambda program: program.rename("campaign.stats.stat", "note", None),
    "removed part of a picture": lambda program: program.rename("image", "image", None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_translator_works_on_without_a_data_migration(
    published: ResultsPage, program: Any, browser: Client, change: Callable[[Any], None]
) -> None:
    change(program)
    translation = translation_of(published)
    person = Translator(browser, target(published))
    # Where wagtail-localize's editor knows no place for a text, it leads to all of them.
    assert browser.get(person.url, follow=True).status_code == 200
    assert "[en] Resultat 2016" in browser.get(f"{strings_url(translation)}?doubt=all").text
    preview = browser.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
    assert preview.status_code == 200
    assert "[en] Resultat 2016" in preview.content.decode()
    translation.save_target(publish=False)
    assert target(published).get_latest_revision_as_object().title == "[en] Resultat 2016"
    assert person.publish().status_code == 200
    assert browser.get(target(published).url).status_code == 200
    sync(published)
    assert browser.get(person.url, follow=True).status_code == 200
    shown = {each.segment.context.path for each in strings_of(translation_of(published))}
    assert shown >= set(strings(published))


# Those of which there are two kinds no more.
CHARTS = ("slope", "multiples", "columns", "bars")


def test_slopes_and_small_charts_become_lines(index: Any, program: Any, monkeypatch: Any) -> None:
    field = program.block("chart.chart_type").field
    monkeypatch.setattr(field, "choices", [(kind, kind) for kind in CHARTS])
    chosen = {"indicators": [IndicatorFactory.create().pk], "figures": []}
    content = [block("chart", kind, title=kind, chart_type=kind, **chosen) for kind in CHARTS]
    page = make_page(index, "2014", content=content)
    submit(page)
    version = keep_version(page)
    page.save_revision()

    name = "0012_charts_that_stay"
    forwards(import_module(f"results.migrations.{name}").Migration(name, "results"))

    now = ["line", "line", "columns", "bars"]
    version.refresh_from_db()
    page = ResultsPage.objects.get(pk=page.pk)
    latest = page.get_latest_revision_as_object()
    kept = [page.body, latest.body, version.page_for(page).body]
    for body in (*(each.get_prep_value() for each in kept), kept_body(page)):
        assert [item["value"]["chart_type"] for item in body] == now
