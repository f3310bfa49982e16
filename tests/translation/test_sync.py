"""Translations follow their source by themselves, and keep their own words."""

from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, TranslationContext

import pytest

from results.models import LanguageVersion
from results.translation.models import StaleString
from tests.factories import block, good_body

from .changing import body_with, label_path, publish, stat
from .translating import in_english, say, target, translation_of

pytestmark = pytest.mark.django_db


def test_what_is_no_prose_follows_at_once(page: Any) -> None:
    before = stat(target(page))
    changed = {"value": "98", "unit": "percent", "qualifier": "over", "highlight": "key"}
    publish(page, body_with(**changed))
    after = stat(target(page))
    assert changed.items() <= after.items()
    assert after["label"] == before["label"] == in_english("reports reviewed")


def test_order_and_structure_follow(page: Any) -> None:
    body = good_body()
    publish(page, [body[1], body[0]])
    assert [child.block_type for child in target(page).body] == ["stats", "text"]
    assert target(page).body[1].value["heading"] == in_english("The hotline")
    publish(page, [body[0]])
    assert [child.block_type for child in target(page).body] == ["text"]


def test_a_text_that_changed_keeps_its_translation_and_is_marked_until_it_is_as_it_was(
    page: Any, translation: Any
) -> None:
    publish(page, body_with(label="reports examined"))

    assert stat(target(page))["label"] == in_english("reports reviewed")
    mark = StaleString.objects.get()
    assert mark.previous_source.data == "reports reviewed"
    assert mark.translation.translation_of.data == "reports examined"
    assert mark.translation.data == in_english("reports reviewed")
    state = LanguageVersion.objects.get(
        page__translation_key=translation.source.object_id, page__locale=translation.target_locale
    )
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


def test_a_new_text_is_shown_in_the_source_language(page: Any, translation: Any) -> None:
    new = block("text", "new", heading="Nytt", text="<p>Ett nytt stycke.</p>")
    publish(page, [*good_body(), new])
    english = target(page)
    assert english.body[2].value["heading"] == "Nytt"
    state = LanguageVersion.objects.get(
        page__translation_key=translation.source.object_id, page__locale=translation.target_locale
    )
    assert state.untranslated == {
        f"body.{new['id']}.heading": ["Nytt"],
        f"body.{new['id']}.text": ["Ett nytt stycke."],
    }


def test_a_new_text_that_is_known_elsewhere_is_translated_at_once(page: Any) -> None:
    new = block("text", "new", heading="The hotline", text="<p>Ett nytt stycke.</p>")
    publish(page, [*good_body(), new])
    assert target(page).body[2].value["heading"] == in_english("The hotline")
    row = StringTranslation.objects.get(context__path=f"body.{new['id']}.heading")
    assert row.tool_name == "results.memory"
    assert translation_of(page).get_progress() == (9, 8)


def test_a_stopped_translation_gets_the_figures_alone(page: Any, translation: Any) -> None:
    translation.enabled = False
    translation.save()
    english = target(page)
    english.introduction = "By hand."
    english.save_revision().publish()
    publish(page, body_with(value="7001", label="reports examined"), introduction="Nytt.")
    english = target(page)
    assert english.introduction == "By hand."
    assert stat(english)["value"] == "7001"
    assert stat(english)["label"] == in_english("reports reviewed")


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
