"""Wrong passwords and codes are counted by name and address, and by address."""

from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from allauth.core import context
from allauth.mfa.base import forms
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt

# An office has one address for all its editors, who mistype now and then.
NAMES_AN_ADDRESS = 5


class LockoutHandler(AxesDatabaseHandler):
    """Counts besides what one address has tried with any name, a fifth as much.

    Never a name alone: anybody could lock an editor out.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        of_address = _attempts(request).aggregate(Sum("failures_since_start"))
        total: int = of_address["failures_since_start__sum"] or 0
        of_name: int = super().get_failures(request, credentials)
        return max(of_name, total // NAMES_AN_ADDRESS)


def _attempts(request: Any) -> "QuerySet[AccessAttempt]":
    return AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
    )


def seconds_left(request: HttpRequest) -> int:
    """Return after how many seconds an address that is locked out may try again."""
    newest = _attempts(request).aggregate(Max("attempt_time"))["attempt_time__max"]
    return int((newest + get_cool_off(request) - timezone.now()).total_seconds()) + 1


class _CountedCode:
    """Makes a wrong code count as a wrong password; who is locked out is not even asked."""

    user: Any

    def clean_code(self) -> str:
        request = context.request
        credentials = {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(request, credentials):
            request.axes_locked_out = True
            raise ValidationError("")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            user_login_failed.send(sender=__name__, credentials=credentials, request=request)
            raise
        return code


class AuthenticateForm(_CountedCode, forms.AuthenticateForm):
    """Asks for a code after the password."""


class ReauthenticateForm(_CountedCode, forms.ReauthenticateForm):
    """Asks for a code before something that matters."""
