"""The mail that says what needs a look; sent when somebody runs the command."""

from io import StringIO
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.management import call_command

from wagtail.users.models import UserProfile

import pytest

from results.translation.strings.checking import recount
from tests.factories import UserFactory

from .changing import body_with, publish

pytestmark = pytest.mark.django_db


def run() -> str:
    output = StringIO()
    call_command("mail_translations", stdout=output)
    return output.getvalue().strip()


def test_a_translator_is_told_of_what_is_theirs_in_their_language(
    page: Any, translation: Any, translator: User
) -> None:
    UserFactory.create(email="stranger@example.org")
    assert run() == "0 sent, 0 failed."
    publish(page, body_with(label="reports examined"))
    recount(translation)
    assert run() == "1 sent, 0 failed."
    (sent,) = mail.outbox
    assert sent.to == [translator.email]
    assert sent.subject.endswith("1 translation needs a look")
    assert f"/admin/results/translations/{translation.pk}/strings/" in sent.body
    assert "7 of 7 translated, 1 to look at" in sent.body
    UserProfile.objects.filter(user=translator).update(preferred_language="sv")
    run()
    assert mail.outbox[1].subject.endswith("1 översättning behöver ses över")
    Permission.objects.filter(codename="access_admin").delete()
    assert run() == "0 sent, 0 failed."


def test_one_that_cannot_be_sent_does_not_keep_the_others_back(
    page: Any, translation: Any, translator: User, settings: Any
) -> None:
    publish(page, body_with(label="reports examined"))
    recount(translation)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert run() == "0 sent, 1 failed."
