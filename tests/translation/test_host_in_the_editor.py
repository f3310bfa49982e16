"""A site's own blocks go through wagtail-localize from the source to the published translation."""

import json
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

from results.blocks import ResultsStructBlock
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory
from tests.factories import block as stored

from .translating import (
    Translator,
    english,
    replaceables,
    submit,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db


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
    page = ResultsPageFactory.create(parent=index, content=content)
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
    page = ResultsPageFactory.create(parent=index, content=[block])
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
