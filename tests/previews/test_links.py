"""Drafts for readers without an account."""

import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

import pytest

from results.models import ResultsPage
from results.previews import models
from results.previews.models import FormContent, token_for
from results.translation.admin.screen import other_editor_of
from tests.factories import AdminFactory, ResultsPageFactory, UserFactory, home_page
from tests.pages import soup
from tests.translation.changing import published_in_english

pytestmark = pytest.mark.django_db
FRONT_END = {"PREVIEW_URL": "https://front.example/preview?token={token}&language={language}"}


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A public edition with a draft in which its introduction is another."""
    home_page("en")
    page: ResultsPage = ResultsPageFactory.create(introduction="As published.")
    page.introduction = "As it may become."
    page.save_revision()
    return page


@pytest.fixture
def link(page: ResultsPage) -> str:
    return token_for(page, AdminFactory.create(), is_shared=True)


def answers(token: str, **query: str) -> list[Any]:
    """The draft as a page and as JSON, for somebody without an account."""
    return [
        Client().get(reverse(f"results_previews:{name}", args=[token]), query)
        for name in ("page", "json")
    ]


def test_whoever_has_the_link_reads_the_draft_and_nobody_keeps_it(
    page: ResultsPage, link: str
) -> None:
    shown, data = answers(link)
    assert "As it may become." in shown.text
    assert data.json()["introduction"] == "As it may become."
    assert data.json()["display"]["language"] == "sv"
    assert data["Access-Control-Allow-Origin"] == "*"
    for response in (shown, data):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
    assert "As published." in Client().get(page.url).text
    page.introduction = "Written later."
    page.save_revision()
    assert answers(link)[1].json() == data.json()


def test_a_link_that_is_forged_expired_or_of_a_page_that_is_gone_opens_nothing(
    page: ResultsPage, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token in (link[:-1] + "!", Signer(salt="other").sign_object([page.pk]), "x"):
        assert [each.status_code for each in answers(token)] == [404, 404]
    for lasts, status in ((timedelta(days=7), 200), (timedelta(0), 410)):
        monkeypatch.setattr(models, "SHARED_LASTS", lasts)
        shown, data = answers(link)
        assert (shown.status_code, data.status_code) == (status, status)
    assert data.json()["detail"] in shown.text
    monkeypatch.undo()
    page.delete()
    assert answers(link)[0].status_code == 410


def test_a_link_ends_with_the_rights_of_whoever_made_it(page: ResultsPage) -> None:
    gone, writer = AdminFactory.create(), UserFactory.create(may=["change_page"])
    left = AdminFactory.create(is_active=False)
    for maker in (gone, writer, left):
        link = token_for(page, maker, is_shared=True)
        if maker is gone:
            gone.delete()
        shown, data = answers(link)
        assert (shown.status_code, data.status_code) == (410, 410)
        assert "Den här länken öppnar inte utkastet längre." in shown.text


def test_a_link_opens_the_other_languages_that_its_maker_may_edit(page: ResultsPage) -> None:
    published_in_english(page)
    english = page.get_translations().get()
    swedish_only = UserFactory.create()
    group = Group.objects.create(name="Publish Swedish")
    permission = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    swedish_only.groups.add(group)
    for maker, status in ((swedish_only, 404), (AdminFactory.create(), 200)):
        link = token_for(page, maker, is_shared=True)
        response = answers(link, language="en")[1]
        assert response.status_code == status
    assert response.json()["id"] == english.pk
    assert answers(link, language="de")[1].status_code == 404


def test_the_editor_sees_unsaved_edits_in_the_front_end_of_the_site(
    page: ResultsPage, admin_client: Client, settings: Any
) -> None:
    settings.WAGTAIL_RESULTS = FRONT_END
    edit, preview = (
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        for name in ("edit", "preview_on_edit")
    )
    data = querydict_from_html(admin_client.get(edit).text, form_id="page-edit-form")
    data["introduction"] = "Typed a moment ago."
    data.update(nested_form_data({"main_points": streamfield([]), "body": streamfield([])}))
    assert admin_client.post(preview, data).json()["is_valid"]
    FormContent.objects.update_or_create(user=AdminFactory.create(), page_id=page.pk, content={})
    FormContent.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    for _ in range(2):
        response = admin_client.get(f"{preview}?mode=")
        assert response.status_code == 302
        (address,) = re.findall(
            r"^https://front\.example/preview\?token=(.+)&language=sv$", response["Location"]
        )
        assert answers(address)[1].json()["introduction"] == "Typed a moment ago."
        assert answers(address)[0]["Location"] == response["Location"]
    assert FormContent.objects.count() == 1


def test_whoever_may_publish_shares_a_draft_and_revokes_the_link(
    page: ResultsPage, admin_client: Client
) -> None:
    screen = reverse("results_previews_admin:share", args=[page.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert screen in admin_client.get(editor).text
    (field,) = soup(admin_client.post(screen)).select("input[readonly]")
    link = str(field["value"]).split("/")[-2]
    assert answers(link)[1].json()["introduction"] == "As it may become."
    admin_client.post(screen, {"revoke": "yes"})
    assert answers(link)[0].status_code == 410
    actions = PageLogEntry.objects.filter(action__startswith="results.preview")
    assert sorted(actions.values_list("action", flat=True)) == [
        "results.preview_revoked",
        "results.preview_shared",
    ]


def test_a_draft_is_shared_from_every_screen_on_which_a_translation_is_made(
    page: ResultsPage, admin_client: Client
) -> None:
    translation = published_in_english(page)
    english = translation.get_target_instance()
    for screen in (
        reverse("wagtailadmin_explore", args=[english.pk]),
        other_editor_of(english),
        reverse("results_translation:strings", args=[translation.pk]),
    ):
        shown = admin_client.get(screen).text
        assert reverse("results_previews_admin:share", args=[english.pk]) in shown, screen
