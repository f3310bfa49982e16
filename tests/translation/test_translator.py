"""The translator opens the page, sees prose only and what is known from elsewhere, translates and publishes."""

import re
from collections import Counter
from typing import Any

from django.test import Client

from wagtail_localize.models import StringTranslation, Translation

from results.blocks import ResultsStreamBlock
from results.models.next_edition import start_next_edition
from results.publishing import Publication
from results.translation.localize.source import submit_next_edition
from results.translation.strings.doubts import Doubt, strings_of
from tests.factories import again

from .building import make_document, make_image
from .changing import another, body_with, publish, stat
from .segments import prose_of
from .translating import (
    Translator,
    edit_url,
    in_english,
    replace,
    say,
    soup,
    submit,
    target,
    translation_of,
)

BODY = ResultsStreamBlock()
FIELDS = {
    "title": "Resultat 2016",
    "introduction": "Vi skyddar barn.",
    "hero_alt_text": "Ett barn",
    "share_text": "Läs vad vi gjorde",
    "seo_title": "Resultat",
    "search_description": "Vad vi gjorde",
}


def test_the_editor_shows_prose_and_replaceables(edition: Any, browser: Client) -> None:
    submit(edition)
    props = Translator(browser, target(edition)).open()
    texts = [s["source"] for s in props["segments"] if s["type"] == "string"]
    raw = edition.body.get_prep_value()
    rich = ["Vi granskar varje tips och anmäler.", "En sida"]
    assert Counter(texts) == Counter(
        [
            *FIELDS.values(),
            'Vi granskar <b>varje</b> tips och <a id="a1">anmäler</a>.',
            'En <a id="a1">sida</a>',
            *(text.replace("\n", "<br/>") for text in prose_of(BODY, raw) if text not in rich),
        ]
    )
    assert {s["type"] for s in props["segments"]} == {"string", "synchronised_value"}
    kinds = Counter(
        s["location"]["widget"]["type"]
        for s in props["segments"]
        if s["type"] == "synchronised_value"
    )
    assert kinds == {"image_chooser": 5, "document_chooser": 2, "text": 12}
    assert translation_of(edition).get_progress() == (len(texts), 0)
    places = [s["location"] for s in props["segments"]]
    assert all(place["field"] and place["tab"] for place in places)


def test_the_translator_publishes_in_english(edition: Any, browser: Client, client: Client) -> None:
    submit(edition)
    person = Translator(browser, target(edition))
    person.write_all()
    answer = person.publish()
    said = [str(message).strip() for message in answer.context["messages"]]
    assert said[0] == "Published &#x27;[en] Resultat 2016&#x27; in English."
    page = target(edition)
    assert page.live
    assert {name: getattr(page, name) for name in FIELDS} == {
        name: in_english(text) for name, text in FIELDS.items()
    }
    html = soup(client.get(page.url)).get_text()
    assert html.count("over\N{NO-BREAK SPACE}133,000") == 3
    assert "of 200,000 [en] besök" in html
    assert "January–June 2016" in html
    assert "#stoppanäthandeln" in html
    assert "133\N{NO-BREAK SPACE}000" not in html


def test_a_deleted_replacement_gives_way_to_the_source(edition: Any, browser: Client) -> None:
    document, image = make_document("Gone"), make_image("Gone")
    translation = submit(edition)
    campaign = edition.body[0]
    paths = [f"body.{campaign.id}.links.{campaign.value['links'][1].id}.document", "report"]
    for path in paths:
        replace(translation, path, document.pk)
    replace(translation, f"body.{campaign.id}.image.image", image.pk)
    replace(translation, "hero_image", image.pk)
    document.delete()
    image.delete()
    person = Translator(browser, target(edition))
    person.open()
    assert person.publish().status_code == 200
    page = target(edition)
    assert page.live
    assert (page.report_id, page.hero_image_id) == (edition.report_id, edition.hero_image_id)
    value = page.body[0].value
    assert value["links"][1].value["document"].pk == edition.report_id
    assert value["image"]["image"].pk == edition.hero_image_id


def test_a_deleted_target_stops_nobody_from_translating(edition: Any, browser: Client) -> None:
    for target_of_link in (edition.report, edition.hero_image):
        assert target_of_link is not None
        target_of_link.delete()
    submit(edition)
    Translator(browser, target(edition)).open()


def submitted(page: Any, year: int, introduction: str = "What we do.") -> Any:
    return submit(another(page, year, introduction=introduction, content=[]))


def test_similar_texts_are_not_offered(page: Any) -> None:
    translation = submitted(page, 2018, "What we did.")
    assert all(string.row is None for string in strings_of(translation))


def test_a_persons_words_are_preferred_to_a_machines_and_then_the_latest(page: Any) -> None:
    say(translation_of(page), "introduction", "By a person.")
    for year, text, kind in ((2018, "By a machine.", "machine"), (2019, "Later.", "manual")):
        say(submitted(page, year), "introduction", text)
        StringTranslation.objects.filter(data=text).update(translation_type=kind)
    translation = submitted(page, 2020)
    (string,) = [s for s in strings_of(translation) if s.source == "What we do."]
    assert string.text == "Later."


def stop_and_write(translation: Any, page: Any) -> None:
    """Stop the translation, and write the introduction in the page editor."""
    Translation.objects.update(enabled=False)
    english = target(page)
    english.introduction = "Written by hand."
    english.save_revision().publish()


def restart(browser: Client, page: Any) -> None:
    address = edit_url(target(page))
    response = browser.post(address, {"localize-restart-translation": "1"})
    assert response.status_code == 302


def test_what_was_written_by_hand_is_taken(browser: Client, page: Any, translation: Any) -> None:
    stop_and_write(translation, page)
    restart(browser, page)
    translation.refresh_from_db()
    assert translation.enabled
    assert not [each for each in strings_of(translation) if each.doubts]
    translation.save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_what_changed_meanwhile_is_marked(browser: Client, page: Any, translation: Any) -> None:
    stop_and_write(translation, page)
    publish(page, body_with(value="7001"), introduction="What we did.")
    restart(browser, page)
    (string,) = [each for each in strings_of(translation) if Doubt.STALE in each.doubts]
    assert (string.previous_source, string.text) == ("What we do.", "Written by hand.")
    translation_of(page).save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["value"] == "7001"


def test_a_draft_by_hand_is_adopted_only(browser: Client, page: Any, translation: Any) -> None:
    Translation.objects.update(enabled=False)
    english = target(page)
    english.introduction = "A draft by hand."
    english.save_revision()
    restart(browser, page)
    assert target(page).introduction == in_english("What we do.")
    translation.refresh_from_db()
    translation.save_target()
    assert target(page).introduction == "A draft by hand."


def publish_and_follow(edition: Any) -> Any:
    """Publish the edition with a figure and nothing left to do; let the languages follow."""
    publish(edition, body_with(value="7"), open_points=[])
    submit_next_edition(Publication.objects.filter(page_id=edition.pk).latest("pk"))
    return again(edition)


def test_it_follows_in_each_language_with_last_year_s_translation_as_memory(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))
    strings = strings_of(translation_of(following))
    filled = [string for string in strings if string.row]
    asked = {string.source for string in filled if string.doubts == [Doubt.MEMORY]}
    # A text without any number says the same as last year.
    assert asked == {string.source for string in filled if re.search("[0-9]", string.source)}
    assert {string.source for string in filled} - asked
    english = following.get_translations().get()
    assert not english.live
    assert english.get_parent() == page.get_parent().get_translations().get()


def test_a_translation_that_somebody_has_deleted_stays_away(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))
    following.get_translations().get().delete()
    Translation.objects.filter(source__object_id=following.translation_key).delete()
    publish_and_follow(following)
    assert not following.get_translations().exists()
