"""What a translator has not published is not made public by synchronisation, whatever happens."""

from typing import Any

from wagtail.models import PageLogEntry, PageViewRestriction
from wagtail_localize.models import StringTranslation

import pytest

from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, block

from .building import make_document
from .changing import body_with, label_path, publish, stat
from .translating import in_english, replace, say, submit, target, translate, translation_of

pytestmark = pytest.mark.django_db


def test_words_not_published_stay_so_when_the_source_goes_back_and_forth(
    page: Any, translation: Any
) -> None:
    say(translation, label_path(page), "UNFINISHED")
    publish(page, body_with(label="reports examined"))
    publish(page, body_with(label="reports reviewed"))
    assert stat(target(page))["label"] == in_english("reports reviewed")


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


def test_a_slug_that_is_taken_in_the_other_language_does_not_stop_the_figures(page: Any) -> None:
    english = target(page)
    ResultsPageFactory.create(
        parent=english.get_parent().specific, year=2018, slug="taken", locale=english.locale
    )
    publish(page, body_with(value="7001"), slug="taken")
    assert stat(target(page))["value"] == "7001"


def test_a_private_source_makes_its_translation_private_and_never_the_reverse(page: Any) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    sync_languages(ResultsPage.objects.get(pk=page.pk))
    assert target(page).get_view_restrictions().exists()
    restriction.delete()
    publish(page, body_with(value="7001"))
    translation_of(page).save_target()
    assert target(page).get_view_restrictions().exists()


def test_a_draft_without_a_time_has_none_cancelled_when_a_figure_follows(page: Any) -> None:
    english = target(page)
    english.title = "A draft"
    english.save_revision()
    publish(page, body_with(value="7001"))
    assert target(page).get_latest_revision().content["title"] == "A draft"
    assert stat(target(page))["value"] == "7001"
    actions = PageLogEntry.objects.filter(page=english.pk).values_list("action", flat=True)
    assert "wagtail.schedule.cancel" not in actions


def test_a_draft_that_is_published_in_bulk_is_recorded_as_what_it_is(
    page: Any, translation: Any
) -> None:
    target(page).unpublish()
    say(translation, "introduction", "What 7 people do.")
    publish(page, body_with(label="reports examined"))
    translation_of(page).save_target(publish=False)
    target(page).get_latest_revision().publish()
    assert LanguageVersion.objects.get(
        page__translation_key=translation.source.object_id, page__locale=translation.target_locale
    ).older
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
