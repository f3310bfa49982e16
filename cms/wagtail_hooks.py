"""Wagtail hooks of the demo site."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks


@hooks.register("register_account_menu_item")
def ways_to_sign_in(request: HttpRequest) -> dict[str, str] | None:
    """Lead from a person's account to their second factors."""
    if not settings.SECOND_FACTOR:
        return None
    return {
        "url": reverse("mfa_index"),
        "label": _("Ways to sign in"),
        "help_text": _("Passkeys, an app that shows codes, recovery codes."),
    }
