"""The translator opens the page, sees prose only, translates and publishes, with the blocks of a site as well."""

from collections import Counter
from typing import Any

from django.test import Client

import pytest

from results.blocks import ResultsStreamBlock

from .building import make_document, make_image
from .segments import prose_of
from .translating import Translator, in_english, replace, soup, submit, target, translation_of

pytestmark = pytest.mark.django_db

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


def test_the_translator_publishes_in_english(
    edition: Any, browser: Client, anonymous: Client
) -> None:
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
    html = soup(anonymous.get(page.url)).get_text()
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
