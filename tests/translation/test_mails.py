"""Mails to translators: of texts whose source has changed, if the site wants them, and of all that needs a look."""

from io import StringIO
from typing import Any

from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command

from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

import pytest

from results.publishing import Publication
from results.translation.mails import notify_translators
from tests.factories import IndicatorFactory, UserFactory

from .changing import body_with, publish


@pytest.fixture(autouse=True)
def translated_by_the_translator(page: Any, translator: Any) -> None:
    StringTranslation.objects.update(last_translated_by=translator)


@pytest.fixture
def wanted(settings: Any) -> None:
    settings.WAGTAIL_RESULTS = {"NOTIFY_TRANSLATORS": True, "SNAPSHOTS": False}


def change(page: Any) -> None:
    """Publish another text, and tell whoever is to be told."""
    publish(page, body_with(label="reports examined"))
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))


def test_nobody_is_told_unless_the_site_wants_it(page: Any) -> None:
    change(page)
    assert not mail.outbox


def test_the_translator_gets_one_mail(page: Any, wanted: None, translator: Any) -> None:
    change(page)
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))
    (message,) = mail.outbox
    assert message.to == [translator.email]
    assert message.subject == "The source of “[en] 2016” has changed"
    assert "1 text of “[en] 2016” (English)" in message.body
    assert "/admin/results/translations/" in message.body


def test_nobody_is_told_of_figures_alone_or_what_they_may_not_edit(page: Any, wanted: None) -> None:
    publish(page, body_with(value="7001"))
    notify_translators(Publication.objects.filter(page_id=page.pk).latest("pk"))
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


def run() -> str:
    output = StringIO()
    call_command("mail_translations", stdout=output)
    return output.getvalue().strip()


def test_each_is_told_in_their_language_and_what_cannot_be_sent_is_counted(
    page: Any, translation: Any, translator: Any, settings: Any
) -> None:
    UserFactory.create(email="stranger@example.org")
    assert run() == "0 sent, 0 failed."
    publish(page, body_with(label="reports examined"))
    assert run() == "1 sent, 0 failed."
    (sent,) = mail.outbox
    assert sent.to == [translator.email]
    assert sent.subject.endswith("1 translation needs review")
    assert f"/admin/results/translations/{translation.pk}/strings/" in sent.body
    assert "7 of 7 translated, 1 to review" in sent.body
    UserProfile.objects.filter(user=translator).update(preferred_language="sv")
    run()
    assert mail.outbox[1].subject.endswith("1 översättning att se över")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert run() == "0 sent, 1 failed."
    Permission.objects.filter(codename="access_admin").delete()
    assert run() == "0 sent, 0 failed."


def test_who_may_only_change_indicators_gets_mail_of_them(translation: Any) -> None:
    person = UserFactory.create(email="indicators@example.org")
    needed = ("access_admin", "change_indicator")
    person.user_permissions.set(Permission.objects.filter(codename__in=needed))
    translate_object(IndicatorFactory.create(name="Granskade tips"), [translation.target_locale])
    run()
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert "Granskade tips" in sent.body
