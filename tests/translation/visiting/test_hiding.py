"""A site may hide what nobody has translated yet."""

from typing import Any

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.pdf.printing import Print
from tests.api.conftest import V2, V3
from tests.factories import block, good_body
from tests.translation.changing import publish, published_in_english
from tests.translation.translating import english, in_english, target

from .test_apis import ask, displays
from .visitors import published_without, texts_in, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"NEW_TEXT": "hidden", "SNAPSHOTS": False}


def ids_in(document: Any) -> set[str]:
    return {found["id"] for found in document.find_all(id=True)}


def ids_of(page: Any, *places: tuple[Any, ...]) -> list[str]:
    """The ids of items of the body: (0,) is the first block, (0, "links", 1) is below it."""
    found = []
    for place in places:
        items = page.body.raw_data
        for step in place[:-1]:
            items = items[step]["value"] if isinstance(step, int) else items[step]
        found.append(items[place[-1]]["id"])
    return found


def test_the_smallest_item_around_an_untranslated_text_is_left_out(page: Any) -> None:
    published_without(page, "reports reviewed", "Read more about ECPAT Hotline")
    english_page = target(page)
    (stat,) = ids_of(page, (1, "stats", 0))
    blocks = ids_of(page, (0,), (1,))
    document = visit(english_page)
    assert f"figure-{stat}" not in ids_in(document)
    assert {f"block-{block}" for block in blocks} <= ids_in(document)
    assert "ecpat.se" not in str(document.find("article"))
    assert "reports reviewed" not in document.text
    assert not texts_in(document, "sv")


def test_a_block_with_an_untranslated_text_of_its_own_is_left_out(edition: ResultsPage) -> None:
    published_without(edition, "Om arbetet", "Några barn", "Endast i Sverige.<br/>Räknat en gång.")
    document = visit(target(edition))
    campaign, text, stats, stat, quote, image = (block["id"] for block in edition.body.raw_data[:6])
    shown = ids_in(document)
    # The picture in the piece of work is no item, so that goes as a whole.
    assert {f"block-{key}" for key in (campaign, text, stat, image)}.isdisjoint(shown)
    assert {f"block-{key}" for key in (stats, quote)} <= shown
    assert "Om arbetet" not in document.text
    assert "Sources and notes" not in document.text


def test_an_optional_text_of_the_page_is_left_out_and_the_title_is_the_sources(page: Any) -> None:
    published_without(page, "Vad vi gör.", "Resultat 2016")
    document = visit(target(page))
    assert "Vad vi gör." not in document.text
    assert document.find(class_="results-cover__introduction") is None
    assert texts_in(document, "sv") == ["Resultat 2016"]
    description = document.find("meta", attrs={"name": "description"})
    assert description is None


def test_nothing_is_lost_of_what_is_hidden(page: Any) -> None:
    published_without(page, "reports reviewed")
    before = ResultsPage.objects.get(pk=target(page).pk)
    visit(before)
    Print(before).html("/static/")
    after = ResultsPage.objects.get(pk=before.pk)
    assert list(after.body.raw_data) == list(before.body.raw_data)
    assert len(after.body[1].value["stats"]) == 1
    assert after.body[1].value["stats"][0].value["label"] == "reports reviewed"


def test_it_is_shown_once_it_is_translated(page: Any) -> None:
    published_without(page, "reports reviewed")
    assert "reports reviewed" not in visit(target(page)).text
    published_without(page)
    assert in_english("reports reviewed") in visit(target(page)).text


def test_the_other_policies_hide_nothing(page: Any, settings: Settings) -> None:
    published_without(page, "reports reviewed")
    for settings.WAGTAIL_RESULTS in ({}, {"NEW_TEXT": "source"}, {"NEW_TEXT": "machine"}):
        assert "reports reviewed" in visit(target(page)).text


def test_the_source_and_an_alias_are_shown_whole(submitted: ResultsPage, page: Any) -> None:
    alias = page.copy_for_translation(english(), copy_parents=True, alias=True)
    for each in (page, alias):
        assert "reports reviewed" in visit(each).text
    assert "Om arbetet" in visit(target(submitted)).text


def test_a_preview_shows_the_whole_page(page: Any, django_user_model: Any) -> None:
    published_without(page, "reports reviewed")
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("admin"))
    response = client.get(f"/admin/pages/{target(page).pk}/view_draft/")
    assert "reports reviewed" in response.content.decode()


@pytest.mark.parametrize("api", [V2, V3])
def test_a_client_gets_the_raw_value_and_that_it_is_hidden(page: Any, api: str) -> None:
    published_without(page, "reports reviewed")
    _text, stats = ask(api, target(page))["body"]
    (stat,) = stats["value"]["stats"]
    assert stat["value"]["display"] == {"hidden": True}
    assert stat["value"]["label"] == "reports reviewed"
    assert displays(stats)[0] == {}


def test_an_index_page_and_the_pdf_leave_it_out(page: Any) -> None:
    published_without(page, "reports reviewed", "Vad vi gör.")
    assert "reports reviewed" not in visit(target(page).get_parent()).text
    html = Print(target(page)).html("/static/")
    assert "reports reviewed" not in html
    assert "Vad vi gör." not in html
    assert in_english("The hotline") in html


def test_the_share_image_and_the_feed_do_not_show_it(page: Any) -> None:
    index = page.get_parent().specific
    published_in_english(index)
    published_without(page, "reports reviewed", "Vad vi gör.")
    document = visit(target(page))
    alternative = document.find("meta", property="og:image:alt")
    assert alternative
    assert "reports reviewed" not in alternative["content"]
    image = document.find("meta", property="og:image")
    assert image
    address = str(image["content"])
    answer = Client().get(address)
    # The address names the very picture that is drawn.
    assert answer.headers["ETag"].strip('"').startswith(address.rpartition("=")[2])
    feed = Client().get(target(index).address_of("feed", None)).content.decode()
    assert in_english("Resultat 2016")[:4] in feed
    assert "Vad vi gör." not in feed


def test_a_page_is_read_at_a_constant_number_of_queries(
    edition: ResultsPage, django_assert_max_num_queries: Any
) -> None:
    published_without(edition, "Om arbetet")
    page = target(edition)
    visit(page)
    with django_assert_max_num_queries(60) as few:
        visit(page)
    published_without(edition, "Om arbetet", "Dela", "Kunskap<br/>skyddar", "Hjälplinjen")
    with django_assert_max_num_queries(60) as many:
        visit(page)
    assert len(few) == len(many)


def test_what_becomes_new_by_a_change_is_hidden_at_once(page: Any) -> None:
    published_in_english(page)
    publish(page, [*good_body(), block("text", "n", heading="Helt nytt", text="<p>Nytt.</p>")])
    shown = visit(target(page)).text
    assert "Helt nytt" not in shown
    assert in_english("The hotline") in shown
