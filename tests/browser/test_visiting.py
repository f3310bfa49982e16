"""A visitor meets a translation that is not all there, and changes the language."""

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block, home_page
from tests.translation.changing import publish, published_in_english
from tests.translation.translating import target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "".join(f"<p>Stycke {number} om arbetet.</p>" for number in range(40))


@pytest.fixture
def edition() -> Any:
    """A Swedish edition of three long sections."""
    home_page("en")
    body = [block("text", name, heading=f"Del {name}", text=LONG) for name in ("a", "b", "c")]
    return ResultsPageFactory.create(title="Resultat", introduction="Vad vi gör.", content=body)


@pytest.fixture
def translated(edition: Any) -> Any:
    """Its translation: of an earlier introduction, with a heading that is Swedish still."""
    published_in_english(edition, without=["Del b"])
    publish(edition, introduction="Vad vi gjorde.")
    return target(edition)


def test_another_language_is_read_from_the_section_in_view(
    page: Window, edition: Any, translated: Any
) -> None:
    page.goto(translated.url)
    section = ResultsPage.objects.get(pk=edition.pk).body[2].id
    # At once, not in a glide.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(f"document.getElementById('block-{section}').scrollIntoView()")
    page.get_by_role("link", name="svenska").evaluate("link => link.click()")
    page.wait_for_url(f"**{edition.url}#block-{section}")
    expect(page.locator(f"#block-{section} h2")).to_be_in_viewport()


def test_the_other_language_begins_at_its_top_or_where_the_address_says(
    page: Window, edition: Any, translated: Any
) -> None:
    page.goto(translated.url)
    page.get_by_role("link", name="svenska").click()
    page.wait_for_url(f"**{edition.url}")
    assert page.evaluate("scrollY") == 0

    section = ResultsPage.objects.get(pk=edition.pk).body[1].id
    page.goto(f"{translated.url}#block-{section}")
    page.get_by_role("link", name="svenska").evaluate("link => link.click()")
    page.wait_for_url(f"**{edition.url}#block-{section}")
