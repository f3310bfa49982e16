"""Nothing that the site sends breaks its own policy, and no other host is told anything.

The watching is done by the fixtures of this folder.
"""

import re

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation, TranslationSource

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from home.models import HomePage
from results.models import ResultsPage
from tests.factories import ResultsPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADMIN_SCREENS = [
    "/admin/",
    "/admin/account/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/locales/",
    "/admin/pages/usage/results/resultspage/",
    "/admin/redirects/",
    "/admin/reports/site-history/",
    "/admin/sites/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/workflows/list/",
]


@pytest.fixture
def edition() -> ResultsPage:
    """A published edition with a revision, below a page of the demo's own type."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Hem", slug="hem", intro="<p>Välkommen.</p>"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    edition: ResultsPage = ResultsPageFactory.create(
        parent__parent=home, parent__slug="resultat", title="Resultat 2016", slug="2016", content=[]
    )
    edition.save_revision().publish()
    return edition


def test_public_pages_keep_the_strict_policy(edition: ResultsPage, page: Window) -> None:
    for address in ("/", "/resultat/", "/resultat/2016/", "/admin/login/"):
        response = page.goto(address)
        assert response
        assert response.status == 200, address


def test_screens_of_the_admin_keep_its_policy(edition: ResultsPage, admin_page: Window) -> None:
    for address in (
        *ADMIN_SCREENS,
        f"/admin/pages/{edition.get_parent().pk}/",
        f"/admin/pages/{edition.pk}/edit/",
        f"/admin/pages/{edition.pk}/history/",
    ):
        response = admin_page.goto(address)
        assert response
        assert response.status == 200, address
        admin_page.wait_for_load_state("networkidle")


def test_the_preview_shows_the_page_under_the_public_policy(
    edition: ResultsPage, admin_page: Window
) -> None:
    admin_page.goto(f"/admin/pages/{edition.pk}/edit/")
    preview = re.compile(r"/edit/preview/\?")
    with admin_page.expect_response(
        lambda response: bool(preview.search(response.url)) and response.request.method == "GET"
    ) as shown:
        admin_page.get_by_role("button", name=re.compile("förhandsgranskning", re.I)).first.click()

    assert "default-src 'none'" in shown.value.headers["content-security-policy"]
    shown_page = admin_page.frame_locator("iframe[src*='in_preview_panel']")
    expect(shown_page.get_by_role("heading", level=1)).to_have_text("Resultat 2016")


def test_the_translation_editor_keeps_the_admin_s_policy(
    edition: ResultsPage, admin_page: Window
) -> None:
    english, _ = Locale.objects.get_or_create(language_code="en")
    source, _ = TranslationSource.update_or_create_from_instance(edition)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    target = edition.get_translation(english)

    admin_page.goto(f"/admin/pages/{target.pk}/edit/?editor=1")

    expect(admin_page.get_by_text("Resultat 2016").first).to_be_visible()
    admin_page.wait_for_load_state("networkidle")
