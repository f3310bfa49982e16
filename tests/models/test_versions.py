"""The languages that a page names to search engines, and the one for everybody else."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.models.metadata import PageMetadata
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page
from tests.models.heads import edition, head, hreflangs, properties, things
from tests.sharing.building import in_english

pytestmark = pytest.mark.django_db


def test_each_version_names_all_of_them_and_that_for_everybody_else(client: Client) -> None:
    swedish = edition()
    english = in_english(swedish, title="Results 2016")
    expected = {"sv": swedish.full_url, "en": english.full_url, "x-default": swedish.full_url}
    for page in (swedish, english):
        assert hreflangs(head(client, page)) == expected
    assert properties(head(client, english))["og:locale"] == "en_GB"
    assert properties(head(client, english))["og:locale:alternate"] == "sv_SE"
    translation = things(head(client, swedish))["Report"]["workTranslation"]
    assert [each["@id"] for each in translation] == [english.full_url]
    original = things(head(client, english))["Report"]["translationOfWork"]
    assert original["@id"] == swedish.full_url


def test_the_version_for_everybody_else_is_that_in_the_sites_language(settings: Settings) -> None:
    swedish = edition()
    english = in_english(swedish)
    settings.LANGUAGE_CODE = "en"
    for page in (swedish, english):
        assert PageMetadata.of(page).alternates[-1] == ("x-default", english.full_url)


def test_a_page_in_one_language_names_no_versions(client: Client) -> None:
    html = head(client, edition())
    assert hreflangs(html) == {}
    assert "workTranslation" not in html


def test_a_version_that_no_visitor_reaches_is_not_named(client: Client) -> None:
    swedish = edition()
    english = in_english(swedish)
    past = timezone.now() - timedelta(minutes=1)
    for hidden in ({"live": False}, {"expire_at": past}):
        ResultsPage.objects.filter(pk=english.pk).update(live=True, expire_at=None)
        ResultsPage.objects.filter(pk=english.pk).update(**hidden)
        assert hreflangs(head(client, swedish)) == {}
    ResultsPage.objects.filter(pk=english.pk).update(live=True, expire_at=None)
    PageViewRestriction.objects.create(page=english, restriction_type="login")
    assert hreflangs(head(client, swedish)) == {}


def test_without_a_version_in_the_sites_language_the_first_is_for_everybody_else() -> None:
    first = ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page("en")))
    other = ResultsPageFactory.create(
        parent=ResultsIndexPageFactory.create(parent=home_page("fi")),
        translation_key=first.translation_key,
    )
    for page in (first, other):
        assert PageMetadata.of(page).alternates[-1] == ("x-default", first.full_url)


def test_two_indexes_of_one_language_each_have_versions_of_their_own(client: Client) -> None:
    one, other = (
        ResultsIndexPageFactory.create(slug=slug, title=slug) for slug in ("one", "other")
    )
    english = in_english(other, title="English", slug="other-en")
    assert hreflangs(head(client, one)) == {}
    assert hreflangs(head(client, other))["en"] == english.full_url
    assert properties(head(client, one))["og:type"] == "website"


def test_an_alias_leads_to_its_original_and_is_no_version_of_it(client: Client) -> None:
    swedish = edition()
    english_index = in_english(swedish.get_parent().specific)
    alias = swedish.copy_for_translation(english_index.locale, alias=True)
    html = head(client, alias)
    assert f'<link rel="canonical" href="{swedish.full_url}">' in html
    assert hreflangs(html) == {} == hreflangs(head(client, swedish))
    assert things(html)["Report"]["inLanguage"] == "sv"
