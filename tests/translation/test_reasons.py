"""Publishing a translation that differs from its source asks for a reason, which is kept."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page, PageLogEntry

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory

from .translating import say, submit, target, translate

pytestmark = pytest.mark.django_db
FAULTS = "results.translation.faults"


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(introduction="Vi granskade 133 000 bilder.")
    translation = submit(page)
    translate(translation)
    say(translation, "introduction", "We reviewed 131,000 pictures.")
    return page


def press_publish(browser: Client, page: Any, **data: str) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    return browser.post(address, {"action": "publish", **data})


def entries(page: Any) -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(page_id=target(page).pk, action=FAULTS))


def test_it_is_published_only_with_a_reason_which_the_history_tells(
    browser: Client, page: Any
) -> None:
    for data in ({}, {"reason": "  "}):
        response = press_publish(browser, page, **data)
        assert response.status_code == 200
        assert "133 000" in response.content.decode().replace("\xa0", " ")
        assert not target(page).live
        assert not entries(page)
    assert press_publish(browser, page, reason="Only until May.").status_code == 302
    assert target(page).live
    assert target(page).introduction == "We reviewed 131,000 pictures."
    (entry,) = entries(page)
    assert entry.data["reason"] == "Only until May."
    assert entry.user is not None
    history = browser.get(reverse("wagtailadmin_pages:history", args=[target(page).pk]))
    assert "Only until May." in history.content.decode()


def test_nothing_is_asked_when_the_numbers_agree(
    browser: Client, page: Any, translation: Any
) -> None:
    say(translation, "introduction", "We reviewed 133,000 pictures.")
    assert press_publish(browser, page).status_code == 302
    assert target(page).live
    assert not entries(page)


def test_other_routes_record_the_faults_without_a_reason_when_they_publish(
    page: Any, translation: Any
) -> None:
    translation.save_target(publish=False)
    assert not entries(page)
    translation.save_target(publish=True)
    (entry,) = entries(page)
    assert entry.data["reason"] == ""
    assert entry.data["faults"][0]["path"] == "introduction"
