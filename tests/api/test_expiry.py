"""A page whose time is over is public nowhere, whether or not anyone has unpublished it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.api.v3 import check_joined_in_time
from tests.api.building import Edition
from tests.api.conftest import V2, V3


def set_expiry(page: Page, days: int) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=days))


@pytest.mark.parametrize("api", [V2, V3])
def test_an_expired_page_is_not_read(edition: Edition, visitor: Client, api: str) -> None:
    pk = edition.swedish.pk
    set_expiry(edition.swedish, days=1)
    assert visitor.get(f"{api}{pk}/").status_code == 200
    assert pk in {page["id"] for page in visitor.get(api).json()["items"]}
    set_expiry(edition.swedish, days=-1)
    assert visitor.get(f"{api}{pk}/").status_code == 404
    for query in ["", "?type=results.ResultsPage", f"?child_of={edition.index.pk}", "?search=2016"]:
        assert pk not in {page["id"] for page in visitor.get(api + query).json()["items"]}
    for query in [f"id={pk}", "html_path=/resultat/2016/"]:
        assert visitor.get(f"{api}find/?{query}").status_code == 404
    assert visitor.get(f"{api}{edition.english.pk}/").status_code == 200


def test_whoever_may_edit_an_expired_page_reads_it_in_v3(edition: Edition, writer: Client) -> None:
    set_expiry(edition.swedish, days=-1)
    assert writer.get(f"{V3}{edition.swedish.pk}/").status_code == 200


@pytest.mark.parametrize("api", [V2, V3])
def test_a_link_to_an_expired_page_leads_nowhere(
    edition: Edition, visitor: Client, api: str
) -> None:
    set_expiry(edition.target, days=-1)
    set_expiry(edition.target_en, days=-1)
    page = visitor.get(f"{api}{edition.swedish.pk}/").json()
    link = page["body"][0]["value"]["links"][0]["value"]
    assert (link["page"], link["display"]["url"]) == (edition.target.pk, "")


@pytest.mark.parametrize("api", [V2, V3])
def test_searching_finds_what_has_not_expired(edition: Edition, visitor: Client, api: str) -> None:
    found = visitor.get(f"{api}?type=results.ResultsPage&search=2016").json()["items"]
    assert {page["id"] for page in found} == {edition.swedish.pk, edition.english.pk}


def test_api_v3_was_joined_in_time() -> None:
    assert check_joined_in_time(None) == []
