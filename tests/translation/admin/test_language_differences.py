"""The screen on which an editor sees where a language differs, and decides."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest
from bs4 import Tag

from results.models import LanguageVersion
from results.publishing import Refused
from tests.factories import block, described, good_body, home_page
from tests.syncing import sync_languages

from ..changing import publish
from ..lifecycle.families import differences, figures, hand_made, marks
from ..translating import edit_url, soup, target
from ..visiting.visitors import visit

STATS = good_body()[1]["id"]


@pytest.fixture
def page(db: None) -> Any:
    home_page("en")
    return hand_made()


def url(page: Any) -> str:
    return reverse("results_admin:language_differences", args=[target(page).pk])


def shown(admin: Client, page: Any) -> Tag:
    (main,) = soup(admin.get(url(page))).select("main")
    return main


def leave_out_figures(page: Any) -> None:
    version = target(page)
    version.body = version.body.raw_data[:1]
    version.save_revision().publish()
    publish(page, introduction="Vad vi gjorde.")


def test_it_says_what_differs_and_where(page: Any, admin: Client) -> None:
    leave_out_figures(page)
    rows = [row.get_text(" ", strip=True) for row in shown(admin, page).select("tbody tr")]
    assert any("figures “Figures” Left out in this language" in row for row in rows)
    assert any("Introduction Older than the original" in row for row in rows)


def test_what_was_left_out_can_be_taken_over(page: Any, admin: Client) -> None:
    leave_out_figures(page)
    admin.post(url(page), {"item": STATS, "act": "take"})
    assert figures(target(page)) == ["6558"]
    assert differences(page) == set()


def test_a_difference_can_be_on_purpose_and_no_longer(page: Any, admin: Client) -> None:
    leave_out_figures(page)
    admin.post(url(page), {"item": STATS, "act": "keep"})
    assert "on purpose" in shown(admin, page).text
    assert not [each for each in marks(page).unexplained if each["path"] == f"body.{STATS}"]
    admin.post(url(page), {"item": STATS, "act": "follow"})
    assert marks(page).kept == {}


def test_a_figure_is_that_of_the_source_unless_it_may_differ(page: Any, admin: Client) -> None:
    figure = target(page).body[1].value["stats"][0].id
    assert figure in {each["value"] for each in shown(admin, page).select("option[value]")}

    def type_by_hand() -> None:
        version = target(page)
        version.body[1].value["stats"][0].value["value"] = "7000"
        described(version).save_revision().publish()
        sync_languages(target(page))

    with pytest.raises(Refused):
        type_by_hand()
    admin.post(url(page), {"item": figure, "act": "keep"})
    type_by_hand()
    publish(page, introduction="Vad vi gjorde.")
    assert figures(target(page)) == ["7000"]
    assert ("figure", f"body.{STATS}.stats.{figure}.value") in differences(page)


def test_a_text_left_out_is_taken_over_or_is_so_on_purpose(page: Any, admin: Client) -> None:
    version = target(page)
    version.introduction = ""
    version.save_revision().publish()
    publish(page)
    assert ("missing", "introduction") in differences(page)
    row = shown(admin, page).select('form:has([name="item"][value="introduction"])')[0]
    said = {each["name"]: each["value"] for each in row.select("input")}
    admin.post(url(page), {**said, "act": "keep"})
    assert marks(page).unexplained == []
    publish(page, introduction="Vad vi gjorde.")
    assert target(page).introduction == ""
    admin.post(url(page), {**said, "act": "take"})
    assert target(page).introduction == "Vad vi gjorde."
    assert marks(page).untranslated == {"introduction": ["Vad vi gjorde."]}


def test_a_text_can_be_still_right(page: Any, admin: Client) -> None:
    publish(page, introduction="Vad vi gjorde.")
    assert "introduction" in marks(page).older
    admin.post(url(page), {"confirm": "introduction"})
    assert marks(page).older == {}
    publish(page, introduction="Vad vi ska göra.")
    assert "introduction" in marks(page).older


def test_nonsense_changes_nothing(page: Any, admin: Client) -> None:
    before = LanguageVersion.objects.values().get(page=target(page))
    for data in ({"item": "../x", "act": "keep"}, {"confirm": "no.such.path"}, {}):
        assert admin.post(url(page), data).status_code == 302
    after = LanguageVersion.objects.values().get(page=target(page))
    assert after == before
    # A source has no such screen.
    of_source = reverse("results_admin:language_differences", args=[page.pk])
    assert admin.get(of_source).status_code == 404


def test_the_panel_leads_there_and_says_how_much(page: Any, admin: Client) -> None:
    leave_out_figures(page)
    editor = admin.get(edit_url(target(page)))
    text = soup(editor)
    assert text.select(f'a[href="{url(page)}"]')
    assert "By hand, 1 older, 1 differs" in " ".join(text.get_text(" ").split())


def test_readers_are_told_that_parts_differ(page: Any) -> None:
    version = target(page)
    here = block("text", "only-english", heading="Here only", text="<p>Words.</p>", links=[])
    version.body = [*version.body.raw_data, here]
    version.save_revision().publish()
    publish(page)
    notice = visit(target(page)).select(".results-notice")[0]
    assert "Parts or figures of this page differ from the original" in " ".join(notice.text.split())


def test_a_page_opened_again_opens_its_languages_with_a_click(page: Any, admin: Client) -> None:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    sync_languages(page)
    restriction.delete()
    sync_languages(page)
    said = "Still private, though the original is public."
    for each in (page, target(page)):
        screen = soup(admin.get(edit_url(each)))
        panel = screen.select("[data-side-panel=status]")[0]
        assert said in panel.text
        assert panel.select_one(f'[data-w-action-url-value="{url(page)}?open"]')
    assert [each.text for each in shown(admin, page).select("td button")] == ["Make it public"]
    answer = admin.post(f"{url(page)}?open", {"next": edit_url(page)}, follow=True)
    assert answer.redirect_chain == [(edit_url(page), 302)]
    assert f"Everybody can read “{target(page).title}” now." in answer.text
    assert said not in answer.text
    assert visit(target(page))
    assert differences(page) == set()


def test_a_language_of_a_private_page_stays_private(page: Any, admin: Client) -> None:
    for each in (page, target(page)):
        PageViewRestriction.objects.create(page=each, restriction_type=PageViewRestriction.LOGIN)
    admin.post(f"{url(page)}?open")
    assert PageViewRestriction.objects.filter(page=target(page)).exists()
