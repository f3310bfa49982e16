"""The named groups: each may do its own work, and nothing else."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.admin.groups import EDITORS, PUBLISHERS, make_groups, translators_group_name
from results.models import ResultsPage
from results.translation.glossary import Term
from tests.factories import (
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    home_page,
)

pytestmark = pytest.mark.django_db

TRANSLATORS = "Results translators: English"
# The parts of the admin that are not a translator's business.
ELSEWHERE = (
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtaildocs:index",
    "wagtaildocs:add",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailadmin_collections:index",
    "wagtailadmin_workflows:index",
    "wagtailredirects:index",
)


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


def english(page: Page) -> Any:
    return page.get_translation(LocaleFactory.create(language_code="en")).specific


def is_refused(response: Any) -> bool:
    """Whether Wagtail sends the person to the front page of the admin, or says no."""
    home = reverse("wagtailadmin_home")
    return response.status_code == 403 or (
        response.status_code == 302 and response["Location"] == home
    )


def test_a_translator_translates_and_publishes_in_the_own_language(edition: ResultsPage) -> None:
    client = member(TRANSLATORS)
    page = english(edition)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "js-translation-editor" in client.get(f"{address}?editor=1").content.decode()
    client.post(address, {"action": "publish"})
    page.refresh_from_db()
    assert page.live


def test_a_translator_cannot_touch_pages_in_another_language(edition: ResultsPage) -> None:
    home_page("fi")
    translate_object(edition, [LocaleFactory.create(language_code="fi")])
    make_groups([home_page()])
    client = member(TRANSLATORS)
    finnish = edition.get_translation(LocaleFactory.create(language_code="fi"))
    for page in (edition, edition.get_parent(), home_page(), finnish):
        for view in ("edit", "delete", "unpublish", "move", "copy", "view_draft", "history"):
            response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
            assert is_refused(response), f"{page}: {view}"
    translation = Translation.objects.get(target_locale__language_code="fi")
    string = translation.source.stringsegment_set.first()
    response = client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, string.pk]),
        "value=hei",
        content_type="application/x-www-form-urlencoded",
    )
    assert is_refused(response)
    listing = client.get(reverse("results_listing:index")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[english(edition).pk]) in listing
    assert reverse("wagtailadmin_pages:edit", args=[edition.pk]) not in listing


def test_a_translator_adds_and_hands_over_nothing_and_sees_no_other_part_of_the_admin(
    edition: ResultsPage,
) -> None:
    client = member(TRANSLATORS)
    add = reverse("wagtailadmin_pages:add_subpage", args=[english(edition).get_parent().pk])
    submit = reverse("wagtail_localize:submit_page_translation", args=[edition.pk])
    for address in (add, submit, *map(reverse, ELSEWHERE)):
        assert is_refused(client.get(address)), address


def test_a_translator_keeps_the_glossary_and_takes_nothing_out_of_it(edition: ResultsPage) -> None:
    swedish, english = home_page().locale, home_page("en").locale
    term = Term.objects.create(source_locale=swedish, target_locale=english, term="tips")
    translator = member(TRANSLATORS)
    for name, keys in (("list", []), ("add", []), ("edit", [term.pk])):
        address = reverse(f"wagtailsnippets_results_translation_term:{name}", args=keys)
        assert translator.get(address).status_code == 200
    delete = reverse("wagtailsnippets_results_translation_term:delete", args=[term.pk])
    assert translator.post(delete).status_code == 302
    assert Term.objects.exists()


def test_an_editor_hands_over_and_composes_but_does_not_publish(edition: ResultsPage) -> None:
    client = member(EDITORS)
    submit = reverse("wagtail_localize:submit_page_translation", args=[edition.get_parent().pk])
    assert client.get(submit).status_code == 200
    for name in ("wagtailimages:add", "wagtaildocs:add"):
        assert client.get(reverse(name)).status_code == 200
    form = client.get(reverse("wagtailadmin_pages:edit", args=[edition.pk])).content.decode()
    assert 'name="action-publish"' not in form
    assert is_refused(client.get(reverse("wagtailadmin_pages:unpublish", args=[edition.pk])))


def test_a_publisher_publishes(edition: ResultsPage) -> None:
    client = member(PUBLISHERS)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[edition.pk])).content.decode()
    assert 'name="action-publish"' in form
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
