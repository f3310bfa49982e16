"""Translations follow their source by themselves, keep their own words, and publish nothing that a translator has not."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, TranslationContext

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from results.publishing.steps import get_step
from results.sync import sync_languages
from results.translation.models import StaleString
from tests.factories import ResultsPageFactory, block, described, good_body

from .building import make_document
from .changing import body_with, label_path, publish, stat
from .translating import in_english, replace, say, submit, target, translate, translation_of

pytestmark = pytest.mark.django_db


def test_a_text_that_changed_keeps_its_translation_and_is_marked_until_it_is_as_it_was(
    page: Any, translation: Any
) -> None:
    publish(page, body_with(label="reports examined"))
    assert stat(target(page))["label"] == in_english("reports reviewed")
    mark = StaleString.objects.get()
    assert mark.previous_source.data == "reports reviewed"
    assert mark.translation.translation_of.data == "reports examined"
    assert mark.translation.data == in_english("reports reviewed")
    state = target(page).language_version
    assert list(state.older) == [label_path(page)]
    assert state.untranslated == {}
    # Changed once more, it is still the translation of the first text.
    publish(page, body_with(label="reports looked at"))
    again = StaleString.objects.get(translation__translation_of__data="reports looked at")
    assert again.previous_source.data == "reports reviewed"
    assert again.since == mark.since
    publish(page, body_with(label="reports reviewed"))
    assert stat(target(page))["label"] == in_english("reports reviewed")
    state.refresh_from_db()
    assert state.older == {}


def test_a_translators_unpublished_words_are_not_published_by_the_follow_up(
    page: Any, translation: Any
) -> None:
    say(translation, label_path(page), "an unfinished")
    publish(page, body_with(value="7001"))
    assert stat(target(page))["value"] == "7001"
    assert stat(target(page))["label"] == in_english("reports reviewed")
    say(translation, "title", "Not yet")
    publish(page, body_with(value="7002"), title="2016 anew")
    assert target(page).title == in_english("2016")
    # Nor when the source goes back and forth.
    publish(page, body_with(label="reports examined"))
    publish(page, body_with(label="reports reviewed"))
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_a_new_text_that_is_known_elsewhere_is_translated_at_once(page: Any) -> None:
    new = block("text", "new", heading="The hotline", text="<p>Ett nytt stycke.</p>")
    publish(page, [*good_body(), new])
    assert target(page).body[2].value["heading"] == in_english("The hotline")
    row = StringTranslation.objects.get(context__path=f"body.{new['id']}.heading")
    assert row.tool_name == "results.memory"
    assert translation_of(page).get_progress() == (9, 8)


def test_the_rows_are_those_that_wagtail_localize_would_have_written(page: Any) -> None:
    new = block("text", "new", heading="Nytt", text="<p>Ett.</p><p>Två <b>ord</b>.</p>")
    publish(page, [new, *reversed(good_body())])
    source = translation_of(page).source

    def rows() -> list[tuple[Any, ...]]:
        return [
            *StringSegment.objects.filter(source=source)
            .order_by("order")
            .values_list("order", "context__path", "string__data", "attrs"),
            *source.templatesegment_set.order_by("order").values_list(
                "order", "context__path", "template__template"
            ),
            *source.overridablesegment_set.order_by("order").values_list(
                "order", "context__path", "data_json"
            ),
        ]

    ours = rows()
    type(source).refresh_segments.__wrapped__(source)
    assert rows() == ours
    assert not TranslationContext.objects.filter(field_path="").exists()


def test_words_not_published_on_another_page_are_not_taken_from_the_memory(page: Any) -> None:
    other = ResultsPageFactory.create(
        parent=page.get_parent().specific, year=2018, introduction="A new text.", content=[]
    )
    say(submit(other), "introduction", "UNFINISHED")
    new = block("text", "new", heading="A new text.", text="<p>Words.</p>")
    publish(page, [*body_with(), new])
    assert target(page).body[2].value["heading"] == "A new text."


def test_a_name_whose_translation_is_being_changed_is_not_replaced_by_the_source(
    page: Any, translation: Any
) -> None:
    translate(translation, lambda text: text)
    translation.save_target()
    say(translation, label_path(page), "other words, not published")
    publish(page, body_with(label="källans nya ord"))
    assert stat(target(page))["label"] == "reports reviewed"


def test_a_replacement_that_is_taken_back_but_not_published_stays_public(
    page: Any, translation: Any
) -> None:
    publish(page, report=make_document("Swedish"))
    override = replace(translation, "report", make_document("English").pk)
    translation.save_target()
    override.delete()
    publish(page, body_with(value="7001"))
    assert target(page).report.title == "English"


def test_a_translation_that_was_stopped_while_the_source_changed_keeps_its_words(
    page: Any, translation: Any
) -> None:
    translation.enabled = False
    translation.save()
    publish(page, body_with(label="reports examined"))
    translation.enabled = True
    translation.save()
    translation_of(page).save_target()
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_a_draft_that_is_published_in_bulk_is_recorded_as_what_it_is(
    page: Any, translation: Any
) -> None:
    target(page).unpublish()
    say(translation, "introduction", "What 7 people do.")
    publish(page, body_with(label="reports examined"))
    translation_of(page).save_target(publish=False)
    target(page).get_latest_revision().publish()
    assert target(page).language_version.older
    assert PageLogEntry.objects.filter(
        page=target(page).pk, action="results.translation.faults"
    ).exists()


def test_a_text_that_comes_back_has_the_last_words_that_a_person_gave_it(page: Any) -> None:
    publish(page, body_with(label="A"))
    publish(page, body_with(label="B"))
    row = StringTranslation.objects.get(translation_of__data="B", context__path=label_path(page))
    row.data, row.tool_name = "words for B", ""
    row.save()
    translation_of(page).save_target()
    publish(page, body_with(label="A"))
    row = StringTranslation.objects.get(translation_of__data="A", context__path=label_path(page))
    assert row.data == "words for B"
    assert stat(target(page))["label"] == "words for B"


def test_a_page_that_was_an_alias_meanwhile_has_its_translations_again(
    page: Any, translation: Any
) -> None:
    translation.delete()
    publish(page, body_with(label="reports examined"))
    submit(ResultsPage.objects.get(pk=page.pk))
    row = StringTranslation.objects.get(translation_of__data="reports examined")
    assert row.data == in_english("reports reviewed")
    assert row.stale.previous_source.data == "reports reviewed"


def test_a_replacement_that_was_not_published_yet_is_not_published_by_the_follow_up(
    page: Any, translation: Any
) -> None:
    publish(page, report=make_document("Swedish"))
    replace(translation, "report", make_document("English").pk)
    anew = make_document("Swedish, anew")
    publish(page, report=anew)
    assert target(page).report == anew


def test_a_target_or_a_language_that_is_gone_is_no_error(page: Any) -> None:
    target(page).delete()
    publish(page, body_with(value="7001"))
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1
    Page.objects.filter(locale__language_code="en", depth__gt=1).delete()
    Locale.objects.get(language_code="en").delete()
    publish(page, body_with(value="7001"))


def test_a_source_that_is_gone_is_no_error(page: Any) -> None:
    publish(page, body_with(value="7001"))
    publication = Publication.objects.filter(page_id=page.pk).latest("pk")
    english = target(page)
    page.delete()
    for run in publication.step_runs.all():
        step = get_step(run.name)
        assert step
        step.run(publication)
    assert Page.objects.filter(pk=english.pk).exists()
    sync_languages(english)


CAMPAIGNS, STATS = 15, 5
MOST = 175


def stat_of(number: int, each: int, first: str) -> dict[str, Any]:
    value = first if number == each == 0 else str(100 + each)
    label = f"things counted, {number} and {each}"
    return block("stat", f"stat-{number}-{each}", value=value, label=label, unit="number")


def long_body(first: str = "100") -> list[dict[str, Any]]:
    """An edition of many campaigns, each with a text, a link and figures."""
    return [
        block(
            "campaign",
            f"campaign-{number}",
            heading=f"Campaign {number}",
            text=f"<p>What campaign {number} did.</p><p>And how it went.</p>",
            links=[block("link", f"link-{number}", text=f"On {number}", url="https://ecpat.se/")],
            stats=[stat_of(number, each, first) for each in range(STATS)],
        )
        for number in range(CAMPAIGNS)
    ]


def test_the_sync_of_one_number_stays_within_its_queries(home_en: Page) -> None:
    page = ResultsPageFactory.create(parent__slug="long", content=long_body())
    translation = submit(page)
    translate(translation)
    translation.save_target()
    page = ResultsPage.objects.get(pk=page.pk)
    page.body = long_body("7001")
    described(page).save_revision().publish()
    page = ResultsPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        sync_languages(page)
    raw = target(page).body.raw_data[0]["value"]["stats"][0]
    assert raw.get("value", raw)["value"] == "7001"
    assert len(queries) <= MOST


def test_a_slug_that_is_taken_in_the_other_language_does_not_stop_the_figures(page: Any) -> None:
    english = target(page)
    ResultsPageFactory.create(
        parent=english.get_parent().specific, year=2018, slug="taken", locale=english.locale
    )
    publish(page, body_with(value="7001"), slug="taken")
    assert stat(target(page))["value"] == "7001"
