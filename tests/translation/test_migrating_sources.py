"""The kept copies of the sources follow a migration of blocks, and are no server error without one."""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.blocks.migrations.operations import (
    RemoveStreamChildrenOperation,
    RenameStreamChildrenOperation,
    RenameStructChildrenOperation,
)
from wagtail_localize.models import StringTranslation, TranslationContext

import pytest

from results.models import ResultsPage
from results.record.versions import keep_version
from tests.factories import IndicatorFactory, block

from .exchange.exchanging import entries_of
from .migrating import (
    backwards,
    both,
    forwards,
    kept_body,
    make_page,
    only_sources,
    segments_of,
    source_of,
)
from .translating import (
    Translator,
    replace,
    replaceables,
    strings,
    submit,
    sync,
    target,
    translation_of,
)

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
    assert "title" in [segment["contentPath"] for segment in person.open()["segments"]]
    preview = browser.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
    assert preview.status_code == 200
    assert "[en] Resultat 2016" in preview.content.decode()
    translation.save_target(publish=False)
    assert target(published).get_latest_revision_as_object().title == "[en] Resultat 2016"
    assert person.publish().status_code == 200
    assert browser.get(target(published).url).status_code == 200
    sync(published)
    shown = person.open()["segments"]
    assert {path for each in shown if (path := each["contentPath"])} >= set(strings(published))


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
