"""A translator takes a page's texts away as a PO file and brings them back, in the browser."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model

from wagtail.users.models import UserProfile

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from polib import pofile

from results.models import ResultsPage
from tests.browser.looks import assert_no_rule_broken
from tests.factories import ResultsPageFactory, home_page
from tests.translation.changing import body_with, label_path, publish, published_in_english
from tests.translation.exchange.exchanging import checked_by_gettext, entry
from tests.translation.translating import target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(admin_page: Window) -> Any:
    """A published edition in two languages, whose source has changed since."""
    home_page("en")
    page: ResultsPage = ResultsPageFactory.create()
    published_in_english(page)
    publish(page, body_with(label="reports examined closely"))
    UserProfile.objects.update_or_create(
        user=get_user_model().objects.get(), defaults={"preferred_language": "en"}
    )
    return page


def test_a_file_goes_out_and_comes_back(
    admin_page: Window, edition: ResultsPage, tmp_path: Path
) -> None:
    admin_page.goto(f"/admin/pages/{target(edition).pk}/edit/")
    with admin_page.expect_download() as download:
        admin_page.get_by_role("link", name="Download PO file").click()
    content = Path(download.value.path()).read_bytes()
    assert checked_by_gettext(content, tmp_path) == ""
    po = pofile(content.decode())
    label = entry(po, label_path(edition))
    assert label.fuzzy
    label.msgstr = "reports examined in depth"
    label.flags.remove("fuzzy")
    entry(po, "title").msgstr = "<script>no</script>"
    file = tmp_path / "back.po"
    file.write_text(str(po))
    assert checked_by_gettext(file.read_bytes(), tmp_path) == ""

    admin_page.locator("input[type=file][name=file]").first.set_input_files(file)

    expect(admin_page.get_by_role("row", name="New or changed translations 1")).to_be_visible()
    expect(admin_page.get_by_role("row", name="Title")).to_contain_text("It cannot be used.")
    assert_no_rule_broken(admin_page)
    admin_page.get_by_role("link", name="To the translation editor, to publish").click()
    expect(admin_page.get_by_text("reports examined in depth")).to_be_visible()
