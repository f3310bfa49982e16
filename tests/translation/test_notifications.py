"""Translators are told by mail when texts of theirs have become stale, if the site wants that."""

from typing import Any

from django.contrib.auth.models import User
from django.core import mail

from wagtail_localize.models import StringTranslation

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from results.translation.mails import notify_translators
from tests.factories import UserFactory

from .changing import body_with, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def translated_by_the_translator(page: Any, translator: User) -> None:
    StringTranslation.objects.update(last_translated_by=translator)


@pytest.fixture
def wanted(settings: Any) -> None:
    settings.WAGTAIL_RESULTS = {"NOTIFY_TRANSLATORS": True, "SNAPSHOTS": False}


def change(page: ResultsPage) -> None:
    """Publish another text, and tell whoever is to be told."""
    publish(page, body_with(label="reports examined"))
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))


def test_nobody_is_told_unless_the_site_wants_it(page: Any) -> None:
    change(page)
    assert not mail.outbox


def test_the_translator_gets_one_mail_with_the_way_to_the_strings(
    page: Any, wanted: None, translator: User
) -> None:
    change(page)
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))
    (message,) = mail.outbox
    assert message.to == [translator.email]
    assert message.subject == "The source of “[en] 2016” has changed"
    assert "1 text of “[en] 2016” (English)" in message.body
    assert "/admin/results/translations/" in message.body


def test_a_change_of_figures_alone_tells_nobody(page: Any, wanted: None) -> None:
    publish(page, body_with(value="7001"))
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))
    assert not mail.outbox


def test_whoever_may_not_edit_the_page_any_more_is_not_told(page: Any, wanted: None) -> None:
    StringTranslation.objects.update(last_translated_by=UserFactory.create())
    change(page)
    assert not mail.outbox


def test_mail_that_cannot_be_sent_is_tried_again(page: Any, wanted: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.translation.nowhere.NoSuchBackend"
    with pytest.raises(ImportError):
        change(page)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))
    assert len(mail.outbox) == 1
