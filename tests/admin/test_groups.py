"""The named groups: each may do its own work, and nothing else."""

from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail_localize.operations import translate_object

import pytest

from results.admin.groups import EDITORS, PUBLISHERS, make_groups, translators_group_name
from results.models import ResultsPage
from tests.factories import (
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    home_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> ResultsPage:
    """A Swedish edition that was handed over for translation into English, and the groups."""
    page: ResultsPage = ResultsPageFactory.create()
    home_page("en")
    translate_object(page, [LocaleFactory.create(language_code="en")])
    make_groups([home_page()])
    return page


def member(*groups: str) -> Client:
    user = UserFactory.create()
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def test_a_publisher_publishes_and_an_editor_does_not(edition: ResultsPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[edition.pk])
    assert 'name="action-publish"' not in member(EDITORS).get(address).text
    client = member(PUBLISHERS)
    assert 'name="action-publish"' in client.get(address).text
    reason = {"reason": "Figures had been mixed up."}
    client.post(reverse("wagtailadmin_pages:unpublish", args=[edition.pk]), reason)
    edition.refresh_from_db()
    assert not edition.live


def test_run_again_it_adds_what_is_new_and_takes_nothing_away(edition: ResultsPage) -> None:
    editors = Group.objects.get(name=EDITORS)
    extra = Permission.objects.get(codename="change_user")
    editors.permissions.add(extra)
    before = GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()
    make_groups([home_page()])
    after = GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()
    assert after == before
    assert extra in editors.permissions.all()

    home_page("fi")
    made = {group.name: group for group in make_groups([home_page()])}
    assert made["Results translators: Finnish"].is_new
    assert [page.locale.language_code for page in made["Results translators: Finnish"].pages] == [
        "fi"
    ]


def test_without_wagtail_localize_the_groups_go_without_its_permission() -> None:
    Permission.objects.filter(content_type__app_label="wagtail_localize").delete()
    names = [group.name for group in make_groups([home_page()])]
    assert {EDITORS, PUBLISHERS} <= {*names}


def test_a_language_that_django_does_not_know_is_called_by_its_code() -> None:
    assert translators_group_name(LocaleFactory.create(language_code="sma")) == (
        "Results translators: sma"
    )


def test_the_command_keeps_to_the_named_part_of_the_site(
    capsys: pytest.CaptureFixture[str],
) -> None:
    index = ResultsIndexPageFactory.create(slug="resultat")
    call_command("create_results_groups", "--page", "/resultat/")
    pages = GroupPagePermission.objects.filter(group__name=EDITORS).values_list("page", flat=True)
    assert set(pages) == {index.pk}
    assert EDITORS in capsys.readouterr().out


def test_the_command_takes_the_whole_of_every_site_otherwise() -> None:
    home = home_page()
    call_command("create_results_groups", verbosity=0)
    pages = GroupPagePermission.objects.filter(group__name=EDITORS).values_list("page", flat=True)
    assert set(pages) == {home.pk}


def test_the_command_names_a_page_that_is_not_there() -> None:
    home_page()
    with pytest.raises(CommandError, match="/nowhere/"):
        call_command("create_results_groups", "--page", "/nowhere/")
