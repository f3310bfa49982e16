"""What stands beside the texts on the screen "Texts", and is not translated."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup, Tag

from tests.factories import block, good_body

from ..building import make_image
from ..changing import label_path, publish
from ..translating import translation_of

pytestmark = pytest.mark.django_db


def shown(client: Client, page: Any, path: str) -> Tag:
    """The text at this path, as the screen shows it."""
    url = reverse("results_translation:strings", args=[translation_of(page).pk])
    screen = BeautifulSoup(client.get(f"{url}?doubt=all").content, "html.parser")
    field = screen.select_one(f'[name=path][value="{path}"]')
    assert field
    found = field.find_parent("section")
    assert found
    return found


def beside(text: Tag) -> list[str]:
    return [" ".join(each.get_text().split()) for each in text.select(".results-string__beside")]


def test_a_figure_stands_beside_its_texts_as_both_languages_write_it(
    browser: Client, page: Any
) -> None:
    body = good_body()
    body[1]["value"]["stats"][0]["value"].update(value="6558.5", label="reports")
    publish(page, body)
    expected = ["Beside it: 6 558,5 reports", "Beside it: 6,558.5 [en] reports reviewed"]
    ours = beside(shown(browser, page, label_path(page)))
    assert [text.replace("\xa0", " ") for text in ours] == expected
    # And beside the texts of the piece that it belongs to.
    heading = shown(browser, page, f"body.{body[1]['id']}.heading")
    assert [text.replace("\xa0", " ") for text in beside(heading)] == expected
    assert beside(shown(browser, page, "title")) == []


def test_the_sentence_of_a_main_point_has_its_figure(browser: Client, page: Any) -> None:
    figure = page.body.raw_data[1]["value"]["stats"][0]["id"]
    point = block("point", "point", figure=figure, text="were reviewed.")
    publish(page, main_points=[point])
    assert len(beside(shown(browser, page, f"main_points.{point['id']}.text"))) == 2


def test_a_picture_stands_beside_what_describes_it(admin: Client, published: Any) -> None:
    image = next(each for each in published.body.raw_data if each["type"] == "image")
    for path in (f"body.{image['id']}.alt_text", "hero_alt_text"):
        picture = shown(admin, published, path).select_one("img")
        assert picture
        assert admin.get(str(picture["src"])).status_code == 200


def test_many_pictures_cost_no_more_queries_than_one(admin: Client, page: Any) -> None:
    url = reverse("results_translation:strings", args=[translation_of(page).pk])
    costs = []
    for number in (1, 4):
        pictures = [
            block("image", f"picture {n}", image=make_image().pk, alt_text=f"Picture {n}")
            for n in range(number)
        ]
        publish(page, [*good_body(), *pictures])
        admin.get(f"{url}?doubt=all")
        with CaptureQueriesContext(connection) as queries:
            shown = admin.get(f"{url}?doubt=all").text
        assert shown.count("results-string__picture") == number
        costs.append(len(queries))
    assert costs[0] == costs[1]
