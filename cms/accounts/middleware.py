"""A session without a second factor has no rights."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from .factors import SHOWN, has_shown_factor

ACCOUNTS = "/accounts/"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Lets a session that has shown no second factor do nothing but set up the first one.

    It asks at every address, so that nothing has to be thought of. A person who has a factor is
    signed out instead: whoever knows only the password could take the factor away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SECOND_FACTOR:
            return self.get_response(request)
        is_about_accounts = request.path_info.startswith(ACCOUNTS)
        # Without the cookie nobody is looked for, and the answer stays one for everybody.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not has_shown_factor(request):
            # Also whose factor somebody has taken away: an open session may be a thief's.
            if SHOWN in request.session or is_mfa_enabled(request.user, FACTORS):
                request.session.flush()
                request.user = AnonymousUser()
            elif request.user.is_authenticated and not is_about_accounts:
                return redirect("mfa_index")
        if not is_about_accounts:
            return self.get_response(request)
        with translation.override(_language(request)):
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language() or ""
        return response


def _language(request: HttpRequest) -> str:
    """Return the language that the person has chosen in the admin, else the browser's."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    chosen: str = profile.preferred_language if profile else ""
    return chosen or translation.get_language_from_request(request)
