"""What stands beside the texts on the screen "Texts", and who else is there."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.admin.models import EditingSession
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup, Tag

from results.translation.admin.string_answers import GONE, MARGIN
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import strings_of
from tests.factories import UserFactory, block, browser_of, good_body

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


@pytest.fixture
def other(translator: User) -> User:
    """Another translator of these pages."""
    user: User = UserFactory.create(first_name="Ada", last_name="Example")
    user.groups.set(translator.groups.all())
    return user


def ping(browser: Client, translation: Any, **form: Any) -> dict[str, Any]:
    url = reverse("results_translation:presence", args=[translation.pk])
    answer: dict[str, Any] = browser.post(url, {"since": 2**32, **form}).json()
    return answer


def people(browser: Client, translation: Any) -> list[tuple[str, int | None]]:
    return [(each["name"], each["string"]) for each in ping(browser, translation)["people"]]


def test_each_sees_who_else_is_there_and_in_which_text(
    browser: Client, translation: Any, other: User
) -> None:
    theirs = browser_of(other)
    assert people(theirs, translation) == []
    assert people(browser, translation) == [("Ada Example", None)]
    key = strings_of(translation)[1].key
    ping(theirs, translation, string=key)
    assert people(browser, translation) == [("Ada Example", key)]
    assert ping(browser, translation)["people"][0]["sentence"] == "Ada Example is in this text."
    assert EditingSession.objects.count() == 2


def test_whoever_is_not_heard_of_or_is_at_another_language_is_not_there(
    browser: Client, translation: Any, other: User
) -> None:
    past = timezone.now() - GONE - timedelta(seconds=1)
    # The key of another translation may begin with that of this one.
    for away in ({"last_seen_at": past}, {"object_id": f"{translation.pk}1/"}):
        ping(browser_of(other), translation)
        assert people(browser, translation)
        EditingSession.objects.filter(user=other).update(**away)
        assert people(browser, translation) == []


def test_what_somebody_else_saves_is_told_once(
    browser: Client, translation: Any, translator: User, other: User
) -> None:
    url = reverse("results_translation:strings", args=[translation.pk])
    since = int(browser.get(f"{url}?doubt=all").context["since"])
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(days=1))
    assert ping(browser, translation, since=since)["saved"] == []
    mine, string = strings_of(translation)[:2]
    decide(translation, mine, "My words", mine.text, translator)
    decide(translation, string, "Their words & more", string.text, other)
    answer = ping(browser, translation, since=since)
    (saved,) = answer["saved"]
    assert (saved["string"], saved["text"]) == (string.key, "Their words & more")
    assert saved["sentence"] == "Ada Example has saved this text."
    assert ping(browser, translation, since=answer["since"] + MARGIN + 1)["saved"] == []


@pytest.mark.parametrize("since", ["", "-1", "x", "1e9", str(10**30), "\x00"])
def test_a_damaged_question_is_refused(browser: Client, translation: Any, since: str) -> None:
    url = reverse("results_translation:presence", args=[translation.pk])
    assert browser.post(url, {"since": since}).status_code == 400
    assert browser.post(url, {"since": "1", "string": since or "x"}).status_code == 400
    assert not EditingSession.objects.exists()
