"""A source changes; its translation is compared, confirmed and published in the real editor."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from wagtail.users.models import UserProfile

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser.looks import assert_it_looks_right, assert_no_rule_broken
from tests.factories import ResultsPageFactory, home_page
from tests.translation.changing import body_with, publish, published_in_english, stat
from tests.translation.translating import in_english, say, target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(admin_page: Window) -> Any:
    """An edition in both languages, and an administrator who reads English."""
    home_page("en")
    UserProfile.objects.create(user=get_user_model().objects.get(), preferred_language="en")
    return ResultsPageFactory.create(introduction="What we do.")


def test_a_change_is_seen_compared_confirmed_and_published(
    admin_page: Window, edition: Any
) -> None:
    published_in_english(edition)
    publish(edition, body_with(value="7001", label="reports examined"), introduction="What we did.")
    english = target(edition)
    assert stat(english)["value"] == "7001"

    admin_page.goto(f"/admin/pages/{english.pk}/edit/")
    banner = admin_page.locator(".messages .warning")
    expect(banner).to_contain_text("The source of 2 texts has changed")
    expect(
        admin_page.get_by_text("The source text has changed since this was translated.").first
    ).to_be_visible()
    banner.get_by_role("link", name="Look at them").click()

    strings = admin_page.locator(".results-string")
    expect(strings).to_have_count(2)
    expect(strings.first.locator("ins")).to_have_text("did")
    expect(strings.first.locator("del")).to_have_text("do")
    field = strings.first.get_by_label("English", exact=True)
    expect(field).to_have_value(in_english("What we do."))
    field.fill("What we have done.")
    # By keyboard alone: the button is the next stop.
    admin_page.keyboard.press("Tab")
    admin_page.keyboard.press("Enter")
    expect(strings).to_have_count(1)
    strings.first.get_by_role("button", name="Still right").press("Enter")
    expect(strings).to_have_count(0)

    undo = admin_page.get_by_role("button", name="Undo: ")
    expect(undo).to_have_count(2)
    undo.first.press("Enter")
    expect(strings).to_have_count(1)
    strings.first.get_by_role("button", name="Still right").press("Enter")
    expect(strings).to_have_count(0)

    admin_page.get_by_role("link", name="To the translation editor").click()
    expect(admin_page.locator(".messages .warning")).to_have_count(0)
    admin_page.get_by_role("button", name="Publish in English").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()
    english = target(edition)
    assert english.introduction == "What we have done."
    assert stat(english)["label"] == in_english("reports reviewed")
    assert english.last_published_at <= timezone.now()


def test_publishing_a_wrong_number_asks_for_a_reason(admin_page: Window, edition: Any) -> None:
    translation = published_in_english(edition)
    say(translation, "introduction", "What 7 people do.")
    english = target(edition)
    admin_page.goto(f"/admin/pages/{english.pk}/edit/")
    admin_page.get_by_role("button", name="Publish in English").click()
    expect(admin_page.get_by_role("heading", level=1)).to_contain_text("differences")
    assert_no_rule_broken(admin_page)
    admin_page.get_by_label("Reason").fill("They are seven.")
    admin_page.get_by_role("button", name="Publish with this reason").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()
    assert target(edition).introduction == "What 7 people do."


def test_the_screens_break_no_rule_of_axe_and_nothing_sticks_out(
    admin_page: Window, edition: Any
) -> None:
    translation = published_in_english(edition)
    say(translation, "title", "2017")
    publish(edition, body_with(label="reports examined"))
    for address in (
        f"/admin/results/translations/{translation.pk}/strings/",
        "/admin/reports/results-languages/",
    ):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)
