"""Translations follow their source by themselves, keep their own words, and publish nothing that a translator has not."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from results.publishing.steps import steps_of
from tests.factories import ResultsPageFactory, block, described, good_body
from tests.syncing import sync_languages

from .building import make_document
from .changing import LABEL, another, body_with, publish, published_in_english, stat
from .translating import in_english, older, replace, say, submit, target, translate, translation_of


def test_a_changed_text_keeps_its_translation_with_a_mark(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined"))
    assert stat(target(page))["label"] == in_english("reports reviewed")
    mark = older().get()
    assert mark.previous_source.data == "reports reviewed"
    assert mark.translation.translation_of.data == "reports examined"
    assert mark.translation.data == in_english("reports reviewed")
    state = target(page).language_version
    assert list(state.older) == [LABEL]
    assert state.untranslated == {}
    # Changed once more, it is still the translation of the first text.
    publish(page, body_with(label="reports looked at"))
    again = older().get(translation__translation_of__data="reports looked at")
    assert again.previous_source.data == "reports reviewed"
    assert again.since == mark.since
    publish(page, body_with(label="reports reviewed"))
    assert stat(target(page))["label"] == in_english("reports reviewed")
    state.refresh_from_db()
    assert state.older == {}


def test_the_follow_up_publishes_no_unpublished_words(page: Any, translation: Any) -> None:
    say(translation, LABEL, "an unfinished")
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
    assert row.state.from_memory
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
    other = another(page, 2018, introduction="A new text.", content=[])
    say(submit(other), "introduction", "UNFINISHED")
    new = block("text", "new", heading="A new text.", text="<p>Words.</p>")
    publish(page, [*body_with(), new])
    assert target(page).body[2].value["heading"] == "A new text."


def test_a_name_being_translated_is_not_replaced_by_the_source(page: Any, translation: Any) -> None:
    translate(translation, lambda text: text)
    translation.save_target()
    say(translation, LABEL, "other words, not published")
    publish(page, body_with(label="källans nya ord"))
    assert stat(target(page))["label"] == "reports reviewed"


def test_a_replacement_taken_back_in_a_draft_stays_public(page: Any, translation: Any) -> None:
    publish(page, report=make_document("Swedish"))
    override = replace(translation, "report", make_document("English").pk)
    translation.save_target()
    override.delete()
    publish(page, body_with(value="7001"))
    assert target(page).report.title == "English"


def test_a_translation_stopped_meanwhile_keeps_its_words(page: Any, translation: Any) -> None:
    Translation.objects.update(enabled=False)
    publish(page, body_with(label="reports examined"))
    translation.enabled = True
    translation.save()
    translation_of(page).save_target()
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_a_draft_published_in_bulk_is_recorded_as_it_is(page: Any, translation: Any) -> None:
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
    row = StringTranslation.objects.get(translation_of__data="B", context__path=LABEL)
    row.data = "words for B"
    row.save()
    translation_of(page).save_target()
    publish(page, body_with(label="A"))
    row = StringTranslation.objects.get(translation_of__data="A", context__path=LABEL)
    assert row.data == "words for B"
    assert stat(target(page))["label"] == "words for B"


def test_after_an_alias_a_page_has_its_translations_again(page: Any, translation: Any) -> None:
    translation.delete()
    publish(page, body_with(label="reports examined"))
    submit(ResultsPage.objects.get(pk=page.pk))
    row = StringTranslation.objects.get(translation_of__data="reports examined")
    assert row.data == in_english("reports reviewed")
    assert row.state.previous_source.data == "reports reviewed"


def test_the_follow_up_publishes_no_unpublished_replacement(page: Any, translation: Any) -> None:
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
    for step in steps_of(publication):
        step.run(publication)
    assert Page.objects.filter(pk=english.pk).exists()
    sync_languages(english)


def long_body(first: str = "100") -> list[dict[str, Any]]:
    def stat_of(number: int, each: int) -> dict[str, Any]:
        value = first if number == each == 0 else str(100 + each)
        label = f"things counted, {number} and {each}"
        return block("stat", f"stat-{number}-{each}", value=value, label=label, unit="number")

    return [
        block(
            "campaign",
            f"campaign-{number}",
            heading=f"Campaign {number}",
            text=f"<p>What campaign {number} did.</p><p>And how it went.</p>",
            links=[block("link", f"link-{number}", text=f"On {number}", url="https://ecpat.se/")],
            stats=[stat_of(number, each) for each in range(5)],
        )
        for number in range(15)
    ]


def test_the_sync_of_one_number_stays_within_its_queries(home_en: Page) -> None:
    page = ResultsPageFactory.create(parent__slug="long", content=long_body())
    published_in_english(page)
    page = ResultsPage.objects.get(pk=page.pk)
    page.body = long_body("7001")
    described(page).save_revision().publish()
    page = ResultsPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        sync_languages(page)
    raw = target(page).body.raw_data[0]["value"]["stats"][0]
    assert raw.get("value", raw)["value"] == "7001"
    assert len(queries) <= 175


def test_a_slug_that_is_taken_in_the_other_language_does_not_stop_the_figures(page: Any) -> None:
    english = target(page)
    another(english, 2018, slug="taken", locale=english.locale)
    publish(page, body_with(value="7001"), slug="taken")
    assert stat(target(page))["value"] == "7001"


def body(html: str) -> list[dict[str, Any]]:
    content = good_body()
    content[0]["value"]["text"] = html
    return content


def shown(page: Any) -> str:
    return str(target(page).body[0].value["text"].source)


@pytest.fixture
def plain(page: Any) -> Any:
    """An edition that is not translated yet."""
    return another(page, 2018)


def start(page: Any, html: str, **words: str) -> None:
    """Publish the text in both languages; `words` are translations by their source."""
    page.body = body(html)
    page.save_revision().publish()
    translation = submit(page)
    translate(translation, lambda text: words.get(text, in_english(text)))
    translation.save_target()


R, L, X, Y = (f"https://{name}.example/" for name in "rlxy")


def test_a_link_that_is_put_in_front_does_not_redirect_the_one_there_was(plain: Any) -> None:
    start(plain, f'<p>Se <a href="{R}">rapporten</a>.</p>')
    publish(plain, body(f'<p>Enligt <a href="{L}">lagen</a>, se <a href="{R}">rapporten</a>.</p>'))
    assert f'<a href="{R}">rapporten</a>' in shown(plain)
    assert L not in shown(plain)
    row = StringTranslation.objects.get(translation_of__data__startswith="Enligt")
    row.save()
    translation_of(plain).save_target()
    assert f'<a href="{R}">rapporten</a>' in shown(plain)


def test_links_that_change_places_stay_with_their_words(plain: Any) -> None:
    source = 'Läs <a id="a1">rapport</a> eller <a id="a2">lag</a>'
    english = 'Read <a id="a1">report</a> or <a id="a2">law</a>'
    html = f'<p>Läs <a href="{R}">rapport</a> eller <a href="{L}">lag</a></p>'
    start(plain, html, **{source: english})
    publish(plain, body(f'<p>Läs <a href="{L}">lag</a> eller <a href="{R}">rapport</a></p>'))
    assert shown(plain) == f'<p>Read <a href="{R}">report</a> or <a href="{L}">law</a></p>'


def test_of_two_links_to_one_address_the_one_that_changes_changes(plain: Any) -> None:
    start(plain, f'<p>Läs <a href="{X}">ett</a> och <a href="{X}">två</a></p>')
    publish(plain, body(f'<p>Läs <a href="{X}">ett</a> och <a href="{Y}">två</a></p>'))
    assert f'<a href="{X}">ett</a> och <a href="{Y}">två</a>' in shown(plain)


def test_links_that_change_nothing_but_their_addresses_keep_their_words(plain: Any) -> None:
    start(plain, f'<p>Läs <a href="{X}">ett</a> och <a href="{Y}">två</a></p>')
    publish(plain, body(f'<p>Läs <a href="{Y}">ett</a> och <a href="{X}">två</a></p>'))
    assert f'<a href="{Y}">ett</a> och <a href="{X}">två</a>' in shown(plain)


def test_a_link_that_the_source_has_no_more_goes_and_its_words_stay(plain: Any) -> None:
    start(plain, f'<p>Se <a href="{X}">hit</a> nu.</p>')
    publish(plain, body("<p>Se hit nu.</p>"))
    assert shown(plain) == "<p>[en] Se hit nu.</p>"


def test_a_link_in_a_kept_text_leads_where_that_of_the_source_leads(plain: Any) -> None:
    start(plain, f'<p>See <a href="{X}">here</a>.</p>')
    publish(plain, body(f'<p>Look <a href="{Y}">here</a>.</p>'))
    assert shown(plain) == f'<p>[en] See <a href="{Y}">here</a>.</p>'


def test_paragraphs_keep_their_translations_when_one_is_added(plain: Any) -> None:
    start(plain, "<p>First.</p><p>Second.</p>")
    publish(plain, body("<p>First.</p><p>New between.</p><p>Second.</p>"))
    assert shown(plain) == "<p>[en] First.</p><p>New between.</p><p>[en] Second.</p>"
    assert not older().exists()


def test_a_translation_that_is_bold_as_a_whole_stays_bold(plain: Any) -> None:
    start(plain, "<p>Läs <b>mer</b></p>", **{"Läs <b>mer</b>": "<b>Read more</b>"})
    publish(plain, body("<p>Läs <b>mer</b> här</p>"))
    assert shown(plain) == "<p><b>Read more</b></p>"


def test_paragraphs_that_changed_places_while_nothing_followed_are_not_mixed_up(plain: Any) -> None:
    start(plain, "<p>Ett alfa.</p><p>Två beta.</p>")
    english = target(plain)
    moved = list(english.body.raw_data)
    moved[0]["value"]["text"] = "<p>[en] Två beta.</p><p>[en] Ett alfa.</p>"
    english.body = moved
    english.save_revision().publish()
    publish(plain, body("<p>Två beta.</p><p>Ett alfa.</p>"))
    assert shown(plain) == "<p>[en] Två beta.</p><p>[en] Ett alfa.</p>"


def test_an_address_that_was_replaced_for_the_language_stays(plain: Any) -> None:
    start(plain, f'<p>Se <a href="{X}">hit</a>.</p>')
    english = target(plain)
    english.body = body(shown(plain).replace(X, Y))
    english.save_revision().publish()
    publish(plain, body(f'<p>Se <a href="{R}">hit</a>.</p>'))
    assert shown(plain) == f'<p>[en] Se <a href="{Y}">hit</a>.</p>'


FIRST = "Vi granskade varje tips som kom in under året."
SECOND = "Polisen fick dem samma dag."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{FIRST} {SECOND}</p>", f"<p>{FIRST}</p><p>{SECOND}</p>"),
        (f"<p>{FIRST}</p><p>{SECOND}</p>", f"<p>{FIRST} {SECOND}</p>"),
        (f"<p>Ett.</p><p>{FIRST} {SECOND}</p>", f"<p>{FIRST}</p><p>{SECOND}</p>"),
    ],
)
def test_a_paragraph_split_or_joined_says_all_once(plain: Any, before: str, after: str) -> None:
    start(plain, before)
    translated = shown(plain)
    for _time in range(2):
        publish(plain, body(after))
        assert shown(plain) == translated
        assert any(path.endswith(".text") for path in target(plain).language_version.older)
    # Each part is to be translated; none has the translation of the whole.
    assert not older().exists()


def test_a_paragraph_that_moves_to_another_block_is_there_once(plain: Any) -> None:
    start(plain, f"<p>{FIRST}</p><p>{SECOND}</p>")
    moved = [*body(f"<p>{FIRST}</p>"), block("text", "new", heading="", text=f"<p>{SECOND}</p>")]
    publish(plain, moved)
    shown_now = "".join(
        str(each.value["text"].source) for each in target(plain).body if "text" in each.value
    )
    assert shown_now.count(FIRST) == shown_now.count(SECOND) == 1
