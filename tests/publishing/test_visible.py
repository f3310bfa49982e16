"""Who finds a page of ours in the admin, and by which title."""

from datetime import timedelta

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from wagtail.models import GroupPagePermission, Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing.people import shown_to, titles_seen, visible_pages
from tests.factories import (
    HIDDEN,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    browser_of,
    hide,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


@pytest.fixture
def index() -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create(title="Ours")
    return page


@pytest.fixture
def stranger(index: ResultsIndexPage) -> User:
    """A person with rights on a page beside the index page, and nowhere else."""
    beside = ResultsIndexPageFactory.create(slug="beside")
    user: User = UserFactory.create(may=["change_page"])
    GroupPagePermission.objects.filter(group__user=user).update(page=beside)
    return user


def hidden(index: ResultsIndexPage, how: str) -> Page:
    page: Page = ResultsPageFactory.create(parent=index, title="Edition 2016")
    hide(index if how == "private" else page, how)
    return Page.objects.get(pk=page.pk).specific


def choose(browser: Client, page: Page, words: str) -> str:
    """What the chooser of pages lists where the page is and below it, and finds."""
    return "".join(
        browser.get(address).content.decode()
        for address in (
            f"/admin/choose-page/{page.get_parent().pk}/",
            f"/admin/choose-page/{page.pk}/",
            f"/admin/choose-page/search/?q={words}",
        )
    )


@pytest.mark.parametrize("how", HIDDEN)
def test_a_page_that_is_not_public_is_seen_and_chosen_by_those_with_a_right_on_it(
    index: ResultsIndexPage, stranger: User, how: str
) -> None:
    page = hidden(index, how)
    for user, is_seen in ((stranger, False), (UserFactory.create(may=["lock_page"]), True)):
        assert visible_pages(user).filter(pk=page.pk).exists() is is_seen
        assert ("Edition 2016" in choose(browser_of(user), page, "Edition")) is is_seen
        with shown_to(user):
            title = page.get_admin_display_title()
        assert ("Edition 2016" in title) is is_seen
        assert ("En sida som du inte får se" in title) is not is_seen


def test_of_a_public_page_others_see_what_is_published(
    index: ResultsIndexPage, stranger: User
) -> None:
    page = ResultsPageFactory.create(parent=index, title="Edition 2016")
    page.title = "Draft 2016"
    page.save_revision()
    Page.objects.update(expire_at=timezone.now() + timedelta(hours=1))
    assert visible_pages(stranger).filter(pk=page.pk).exists()
    shown = choose(browser_of(stranger), page, "Edition")
    assert "Edition 2016" in shown
    assert "Draft 2016" not in shown
    with shown_to(stranger):
        assert "Edition 2016" in Page.objects.get(pk=page.pk).specific.get_admin_display_title()
    assert "Draft 2016" in choose(browser_of(), page, "Edition")


def test_a_page_that_leads_to_ones_own_has_its_title(stranger: User) -> None:
    own = GroupPagePermission.objects.get(group__user=stranger).page
    above = ResultsIndexPageFactory.create(slug="above", title="Above", live=False)
    own.move(above, "last-child")
    # Somebody with a right on one page only begins there.
    permission = Permission.objects.get(codename="change_page")
    group = stranger.groups.get()
    GroupPagePermission.objects.create(
        group=group, page=ResultsIndexPageFactory.create(slug="third"), permission=permission
    )
    with shown_to(User.objects.get(pk=stranger.pk)):
        above.refresh_from_db()
        assert above.get_admin_display_title() == "Above"
    assert not visible_pages(stranger).filter(pk=above.pk).exists()
    answer = browser_of(stranger).get(f"/admin/choose-page/{above.pk}/")
    assert answer.status_code == 200


def test_a_page_that_is_not_saved_yet_has_the_title_that_is_typed(stranger: User) -> None:
    with shown_to(stranger):
        assert ResultsPage(title="New", live=False).get_admin_display_title() == "New"


def test_a_reader_reads_the_titles_that_are_seen(index: ResultsIndexPage, stranger: User) -> None:
    keys = [hidden(index, "draft").pk, index.pk]
    assert titles_seen(keys) == ["Edition 2016", "Ours"]
    with shown_to(stranger):
        assert titles_seen(keys) == ["Ours"]


def test_whoever_has_no_right_on_any_page_sees_what_is_public(index: ResultsIndexPage) -> None:
    seen = visible_pages(UserFactory.create())
    page = hidden(index, "draft")
    assert seen.filter(pk=index.pk).exists()
    assert not seen.filter(pk=page.pk).exists()
