"""A translation that may be right: a person says so once, and it stays so."""

from typing import Any

from django.test import Client
from django.urls import reverse

import pytest

from results.translation.admin.status import pressing_pages
from results.translation.models import Term
from results.translation.strings.checking import recount, review
from results.translation.strings.deciding import decide, undo
from results.translation.strings.doubts import Doubt
from tests.factories import AdminFactory, UserFactory

from .translating import say, string_at

pytestmark = pytest.mark.django_db
UNSURE = "What we do, in each of three years."


@pytest.fixture
def doubtful(translation: Any) -> Any:
    """A translation of which one text is unsure."""
    say(translation, "introduction", UNSURE)
    return translation


def test_it_is_counted_apart_from_what_is_surely_wrong(doubtful: Any) -> None:
    assert string_at(doubtful, "introduction").doubts == [Doubt.UNSURE]
    status = recount(doubtful)
    assert (status.faulty, status.doubtful) == (0, 1)
    assert not pressing_pages(AdminFactory.create()).exists()
    say(doubtful, "introduction", f"{UNSURE} 12 of them.")
    assert Doubt.FAULTY in string_at(doubtful, "introduction").doubts


def test_it_stays_confirmed_until_something_else_is_found(doubtful: Any) -> None:
    string = string_at(doubtful, "introduction")
    decision = decide(doubtful, string, UNSURE, UNSURE, UserFactory.create())
    assert string_at(doubtful, "introduction").doubts == []
    review(doubtful)
    assert string_at(doubtful, "introduction").doubts == []
    undo(decision)
    assert string_at(doubtful, "introduction").doubts == [Doubt.UNSURE]
    decide(doubtful, string, UNSURE, UNSURE, UserFactory.create())
    source, target = doubtful.source.locale, doubtful.target_locale
    languages = {"source_locale": source, "target_locale": target}
    Term.objects.create(term="What we do", preferred="Our work", **languages)
    review(doubtful)
    assert string_at(doubtful, "introduction").doubts == [Doubt.FAULTY, Doubt.UNSURE]


def test_one_press_confirms_it_and_leads_on(browser: Client, doubtful: Any) -> None:
    url = reverse("results_translation:strings", args=[doubtful.pk])
    assert "Perhaps: " in browser.get(f"{url}?doubt=unsure").text
    form = {
        "string": string_at(doubtful, "introduction").key,
        "seen": UNSURE,
        "text": UNSURE,
        "confirm": "1",
    }
    answer = browser.post(url, form, headers={"Accept": "application/json"})
    assert answer.json()["faults"] == []
    assert "Nothing here needs a look." in browser.get(url).text
