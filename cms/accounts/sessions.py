"""Whoever signs out is signed out everywhere."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.utils import timezone


@receiver(user_logged_out)
def end_all_sessions(user: AbstractUser | None, **_: Any) -> None:
    """End the sessions that a person has in other browsers, or has forgotten there."""
    if user is None:
        return
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
