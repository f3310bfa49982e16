"""A withdrawn edition says so and why, and no figure changes in silence until it is back."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

import pytest

from results.models import EditionVersion, ResultsPage
from results.models.changes import add_changes
from results.publishing import Refused
from tests.factories import ResultsPageFactory, described

from .changing import TIPS, anew, correct, edition, get, in_english, text, with_value

pytestmark = pytest.mark.django_db


def test_an_edition_is_withdrawn_in_each_language() -> None:
    page = edition()
    english = in_english(page)
    withdraw(english)
    for each in (page, english):
        gone = get(each)
        assert gone.status_code == 410
        assert "Siffrorna var förväxlade med ett annat års." in text(gone)


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
    return anew(page)


def test_a_withdrawn_edition_says_so_and_why_at_its_address() -> None:
    page = withdraw(edition())
    gone = get(page)
    assert gone.status_code == 410
    assert "Den här utgåvan har dragits tillbaka" in text(gone)
    assert "Siffrorna var förväxlade med ett annat års." in text(gone)
    assert "6 558" not in text(gone)
    assert "noindex" in text(gone)


def test_an_edition_that_never_was_public_is_not_found() -> None:
    page = ResultsPageFactory.create(content=[TIPS], live=False)
    assert get(page).status_code == 404


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
    page = anew(page)
    assert not page.live
    page.body = [with_value("6500")]
    add_changes(page, {TIPS["id"]: ("correction", "58 tips hade räknats två gånger.")})
    page.save_revision().publish()
    assert [entry.value["reason"] for entry in anew(page).changes] == [
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


def test_a_draft_of_a_withdrawn_edition_is_saved_as_often_as_one_likes() -> None:
    page = withdraw(edition("6558"))
    page.body = [with_value("6500")]
    page.save_revision()
    page.save()
    with pytest.raises(Refused):
        anew(page).get_latest_revision().publish()


def test_the_admin_asks_why_an_edition_is_withdrawn(admin_client: Client) -> None:
    page = edition()
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    asked = admin_client.post(url, {"next": "/admin/"})
    assert "Draft" not in text(asked)
    assert 'name="next" value="/admin/"' in text(asked)
    refused = admin_client.post(url, {"reason": " "})
    assert "error-message" in text(refused)
    assert anew(page).live
    done = admin_client.post(url, {"reason": "Förväxlade siffror.", "next": "/admin/"})
    assert (done.status_code, done.headers["Location"]) == (302, "/admin/")
    assert "Förväxlade siffror." in text(get(page))


def test_a_withdrawn_version_that_cannot_be_read_lets_the_edition_be_edited_and_asks_for_entries() -> (
    None
):
    page = withdraw(edition("6558"))
    EditionVersion.objects.update(contents={"sv": {"pk": page.pk, "period_start": "x"}})
    page = anew(page)
    page.body = [with_value("6500")]
    revision = page.save_revision()
    with pytest.raises(Refused, match="6\u00a0558"):
        revision.publish()
    described(anew(page).get_latest_revision_as_object()).save_revision().publish()
    assert get(page).status_code == 200
