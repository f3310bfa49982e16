"""Which second factor a session has shown."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.dispatch import receiver
from django.http import HttpRequest

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_reset, authenticator_used

SHOWN = "second_factor"


@receiver([authenticator_added, authenticator_reset, authenticator_used])
def note_factor(
    signal: Any, request: HttpRequest, user: AbstractUser, authenticator: Authenticator, **_: Any
) -> None:
    """Note in the session the factor that its user has just shown, or set up."""
    # Recovery codes come by themselves with the first factor, which is the one that was shown.
    if signal is authenticator_added and authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    request.session[SHOWN] = authenticator.pk


def has_shown_factor(request: HttpRequest) -> bool:
    """Return whether the session has shown a factor that its user still has.

    A key that is lost, and therefore removed, ends the sessions that it has opened.
    """
    shown = request.session.get(SHOWN)
    if shown is None or not request.user.is_authenticated:
        return False
    return Authenticator.objects.filter(pk=shown, user=request.user).exists()
