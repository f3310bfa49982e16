"""The translator opens the page, sees prose only, translates and publishes, with the blocks of a site as well."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import Client

from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.models import RelatedObjectSegment

import pytest
from bs4 import BeautifulSoup

from results.blocks import ResultsStreamBlock, ResultsStructBlock
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory
from tests.factories import block as stored

from .building import make_document, make_image
from .segments import prose_of
from .translating import (
    Translator,
    english,
    in_english,
    replace,
    replaceables,
    submit,
    target,
    translate,
    translation_of,
)

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


def test_the_editor_shows_prose_and_what_may_be_replaced(
    edition: ResultsPage, browser: Client
) -> None:
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


def test_the_translator_publishes_the_same_figures_in_english(
    edition: ResultsPage, browser: Client, anonymous: Client
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
    html = BeautifulSoup(anonymous.get(page.url).content, "html.parser").get_text()
    assert html.count("over\N{NO-BREAK SPACE}133,000") == 3
    assert "of 200,000 [en] besök" in html
    assert "January–June 2016" in html
    assert "#stoppanäthandeln" in html
    assert "133\N{NO-BREAK SPACE}000" not in html


def test_a_replacement_that_has_been_deleted_gives_way_to_the_source(
    edition: ResultsPage, browser: Client
) -> None:
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


def test_a_target_that_has_been_deleted_stops_nobody_from_translating(
    edition: ResultsPage, browser: Client
) -> None:
    for target_of_link in (edition.report, edition.hero_image):
        assert target_of_link is not None
        target_of_link.delete()
    submit(edition)
    Translator(browser, target(edition)).open()


def published(browser: Client, page: ResultsPage) -> Any:
    """The page's body in English, when the translator has done all there is to do."""
    submit(page)
    person = Translator(browser, target(page))
    person.write_all()
    assert person.publish().status_code == 200
    assert target(page).live
    return target(page).body.get_prep_value()


def test_stock_blocks_beside_ours_are_as_safe_as_ours(
    index: ResultsIndexPage, browser: Client, add_blocks: Any
) -> None:
    parts = [
        ("text", CharBlock(required=False)),
        ("embed", EmbedBlock(required=False)),
        ("words", ListBlock(CharBlock(required=False), required=False)),
    ]
    add_blocks(
        box=StructBlock([*parts, ("inner", StructBlock(parts))]),
        embed=EmbedBlock(required=False),
        words=ListBlock(CharBlock(), required=False),
        stream=StreamBlock([("text", CharBlock())], required=False),
    )
    film = stored("embed", "film") | {"value": "https://www.youtube.com/watch?v=sv"}
    content = [
        stored("box", "empty", embed=""),
        stored("box", "none", text=None, embed=None),
        stored("box", "inner", inner={"words": ["deep"]}),
        stored("embed", "embed") | {"value": ""},
        stored("words", "words") | {"value": ["red", "blue"]},
        stored("stream", "stream") | {"value": [{"type": "text", "value": "text"}]},
        film,
    ]
    page = ResultsPageFactory.create(parent=index, year=2014, content=content)
    body = published(browser, page)
    inner = body[2]["value"]["inner"]
    assert [item["value"] for item in inner["words"]] == ["[en] deep"]
    assert [item["value"] for item in body[4]["value"]] == ["[en] red", "[en] blue"]
    assert body[5]["value"][0]["value"] == "[en] text"
    assert replaceables(page)[f"body.{film['id']}"] == film["value"]


@pytest.fixture
def phrase_model(db: None) -> Iterator[Any]:
    """A translatable snippet of a site, with its table, for the time of one test."""
    ContentType.objects.clear_cache()

    class Phrase(TranslatableMixin):
        text = models.CharField(max_length=100)

        class Meta(TranslatableMixin.Meta):
            app_label = "results_translation"

    columns = ", ".join(
        f"{field.column} {field.db_type(connection)}"
        f"{' PRIMARY KEY' if field.primary_key else ''} {field.db_type_suffix(connection) or ''}"
        for field in Phrase._meta.concrete_fields
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {Phrase._meta.db_table} ({columns})")
    yield Phrase
    del apps.all_models["results_translation"]["phrase"]
    apps.clear_cache()
    ContentType.objects.clear_cache()


class WithPhrase(ResultsStructBlock):
    """A block that chooses a snippet, which neither prose nor replaceable names."""

    label = CharBlock(required=False)
    phrase = SnippetChooserBlock("results_translation.Phrase", required=False)

    class Meta:
        prose = ("label",)


def test_a_chosen_snippet_is_the_one_in_the_language_of_the_page_or_else_of_the_source(
    index: ResultsIndexPage, home_en: Page, add_blocks: Any, phrase_model: Any
) -> None:
    swedish = phrase_model.objects.create(text="Tack", locale=index.locale)
    add_blocks(phrase=WithPhrase())
    block = stored("phrase", "phrase", label="Label", phrase=swedish.pk)
    page = ResultsPageFactory.create(parent=index, year=2014, content=[block])
    add_blocks(stock=StructBlock([("inner", WithPhrase())]))
    english_one = phrase_model.objects.create(
        text="Thanks", locale=english(), translation_key=swedish.translation_key
    )
    translate(submit(page))
    assert RelatedObjectSegment.objects.count() == 1
    translation_of(page).save_target(publish=True)
    assert json.loads(json.dumps(target(page).body.get_prep_value()))[0]["value"] == {
        "label": "[en] Label",
        "phrase": english_one.pk,
    }
    english_one.delete()
    translation_of(page).save_target(publish=True)
    assert target(page).body[0].value["phrase"].pk == swedish.pk
