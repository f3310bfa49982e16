"""What readers had stays at an address of its own when a figure changes or an edition is withdrawn."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest

from results.models import EditionVersion, ResultsPage
from results.publishing import Refused
from results.publishing.guard import change_of
from results.rules.changes import add_changes
from tests.factories import again, described
from tests.syncing import sync_languages

from .changing import TIPS, correct, edition, get, in_english, text, with_value

pytestmark = pytest.mark.django_db


def test_a_page_before_each_change_of_its_figures_is_kept_at_an_address_of_its_own() -> None:
    page = correct(correct(edition("6558"), "6500"), "6499")
    first, second, now = get(page, "versioner/1/"), get(page, "versions/2/"), get(page)
    assert [each.status_code for each in (first, second, now)] == [200, 200, 200]
    assert '<data value="6558">6 558</data>' in text(first)
    assert '<data value="6500">6 500</data>' in text(second)
    assert '<data value="6499">6 499</data>' in text(now)
    assert "Så här såg sidan ut till och med" in text(first)
    assert f'href="{page.url}#results-changes"' in text(first)


def test_a_page_as_it_was_is_for_no_search_engine_and_says_nothing_to_other_programs() -> None:
    page = correct(edition("6558"), "6500")
    was = get(page, "versioner/1/")
    assert was["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text(was)
    for told in ('rel="canonical"', '"Report"', "og:url", "og:image"):
        assert told in text(get(page))
        assert told not in text(was)


def test_each_change_leads_to_the_page_before_it() -> None:
    page = correct(correct(edition("6558"), "6500"), "6499")
    newest, oldest = text(get(page)).split('<li id="change-')[1:]
    assert f'href="{page.url}versioner/2/"' in newest
    assert f'href="{page.url}versioner/1/"' in oldest


@pytest.mark.parametrize("below", ["versioner/2/", "versioner/0/", "versioner/x/", "versioner/", "versioner/99999999/", "versioner/1/1/"])  # fmt: skip
def test_a_version_that_there_is_not_is_not_found(below: str) -> None:
    assert get(correct(edition(), "6500"), below).status_code == 404


def test_a_publication_that_changes_no_figure_keeps_no_version() -> None:
    page = edition()
    page.title = "Resultat 2016"
    page.save_revision().publish()
    assert not EditionVersion.objects.exists()


def test_the_page_as_it_was_is_kept_in_each_language_that_was_public() -> None:
    page = edition("6558")
    english = in_english(page)
    sync_languages(correct(page, "6500"))
    english = again(english)
    assert '<data value="6500">6,500</data>' in text(get(english))
    was = text(get(english, "versions/1/"))
    assert '<data value="6558">6,558</data>' in was
    assert "This is the page as it was until" in was
    assert EditionVersion.objects.count() == 1


def test_a_translation_says_no_other_figure_than_its_source() -> None:
    page = edition("6558")
    english = in_english(page)
    english.body = [with_value("6500")]
    with pytest.raises(Refused, match="En översättning hämtar sina siffror"):
        english.save_revision().publish()
    page = correct(page, "6500")
    english.save_revision().publish()
    assert '<data value="6500">' in text(get(again(english)))


def test_a_translation_whose_source_is_gone_tells_of_its_changes_itself() -> None:
    page = edition("6558")
    english = in_english(page)
    page.delete()
    english = again(english)
    english.body = [with_value("6500")]
    with pytest.raises(Refused, match="6\u00a0558"):
        english.save_revision().publish()
    described(english).save_revision().publish()
    english = again(english)
    assert len(english.changes) == 1
    assert '<data value="6558">' in text(get(english, "versions/1/"))


def test_a_page_as_it_was_is_hidden_and_shown_again(admin_client: Client) -> None:
    page = correct(edition(), "6500")
    version = EditionVersion.objects.get()
    url = reverse("results_admin:hide_version", args=[version.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url in text(admin_client.get(edit))
    admin_client.post(url)
    assert get(page, "versioner/1/").status_code == 404
    assert "versioner/1/" not in text(get(page))
    admin_client.post(url)
    assert get(page, "versioner/1/").status_code == 200


def test_a_version_that_cannot_be_read_is_not_found() -> None:
    page = correct(edition(), "6500")
    version = EditionVersion.objects.get()
    version.contents["sv"] |= {"period_start": "x"}
    version.save()
    assert get(page, "versioner/1/").status_code == 404


def test_a_page_as_it_was_leads_to_where_the_page_is_now() -> None:
    page = correct(edition(), "6500")
    page.slug = "another-address"
    page.save_revision().publish()
    page = again(page)
    assert f'href="{page.url}#results-changes"' in text(get(page, "versioner/1/"))


def test_what_was_private_is_shown_later_only_by_a_persons_decision() -> None:
    page = edition()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    page = correct(correct(page, "6500"), "6499")
    restriction.delete()
    page = correct(page, "6498")
    statuses = [get(page, f"versioner/{number}/").status_code for number in (1, 2, 3)]
    assert statuses == [404, 404, 200]


def test_an_edition_is_withdrawn_in_each_language_and_says_so_and_why_at_its_address() -> None:
    page = edition()
    english = in_english(page)
    withdraw(english)
    for each, said in ((page, "Den här utgåvan har dragits tillbaka"), (english, "been withdrawn")):
        gone = get(each)
        assert gone.status_code == 410
        for told in (said, "Siffrorna var förväxlade med ett annat års.", "noindex"):
            assert told in text(gone)
        assert "558" not in text(gone)


def test_a_translation_of_a_withdrawn_edition_keeps_the_figures_that_were_withdrawn() -> None:
    page = edition("6558")
    english = in_english(page)
    english.body = [with_value("6500")]
    page = withdraw(page)
    page.body = [with_value("6500")]
    page.save()
    with pytest.raises(Refused):
        english.save_revision().publish()


def withdraw(page: ResultsPage) -> ResultsPage:
    page.withdraw("Siffrorna var förväxlade med ett annat års.")
    return again(page)


def publish(page: ResultsPage) -> None:
    page.save_revision().publish()


def save_live(page: ResultsPage) -> None:
    page.live = True
    page.save()


@pytest.mark.parametrize("act", [publish, save_live])
def test_a_figure_is_not_changed_in_silence_between_two_publications(
    act: Callable[[ResultsPage], None],
) -> None:
    page = withdraw(edition("6558"))
    page.body = [with_value("6500")]
    with pytest.raises(Refused, match="6\u00a0558"):
        act(page)
    page = again(page)
    assert not page.live
    page.body = [with_value("6500")]
    add_changes(page, {TIPS["id"]: ("correction", "58 tips hade räknats två gånger.")})
    page.save_revision().publish()
    assert [entry.value["reason"] for entry in again(page).changes] == [
        "58 tips hade räknats två gånger."
    ]


def test_an_edition_that_is_published_again_as_it_was_is_as_it_was() -> None:
    page = withdraw(edition())
    page.save_revision().publish()
    assert get(page).status_code == 200
    assert not EditionVersion.objects.exists()


def test_what_was_withdrawn_is_shown_again_only_by_a_persons_decision() -> None:
    page = correct(withdraw(edition("6558")), "6500")
    assert get(page, "versioner/1/").status_code == 404
    EditionVersion.objects.update(is_public=True)
    assert '<data value="6558">' in text(get(page, "versioner/1/"))


def test_the_admin_asks_why_an_edition_is_withdrawn(admin_client: Client) -> None:
    page = edition()
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    asked = admin_client.post(url, {"next": "/admin/"})
    assert "Draft" not in text(asked)
    assert 'name="next" value="/admin/"' in text(asked)
    refused = admin_client.post(url, {"reason": " "})
    assert "error-message" in text(refused)
    assert again(page).live
    done = admin_client.post(url, {"reason": "Förväxlade siffror.", "next": "/admin/"})
    assert (done.status_code, done.headers["Location"]) == (302, "/admin/")
    assert "Förväxlade siffror." in text(get(page))


def test_a_withdrawn_version_that_cannot_be_read_lets_the_edition_be_edited_and_asks_for_entries() -> (
    None
):
    page = withdraw(edition("6558"))
    EditionVersion.objects.update(contents={"sv": {"pk": page.pk, "period_start": "x"}})
    page = again(page)
    page.live = True
    change = change_of(page, None, page.read_content())
    assert change is not None
    assert change.goes_public
    page = again(page)
    page.body = [with_value("6500")]
    revision = page.save_revision()
    with pytest.raises(Refused, match="6\u00a0558"):
        revision.publish()
    described(again(page).get_latest_revision_as_object()).save_revision().publish()
    assert get(page).status_code == 200
