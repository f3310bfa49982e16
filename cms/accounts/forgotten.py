"""A forgotten password: how often its mail may be asked for, and that nobody waits for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import auth

from allauth.core import context, ratelimit
from django_tasks import task


class PasswordResetForm(auth.PasswordResetForm):
    """Asks for the mail so often for an address, and for a client, and says the same whoever has an account."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="reset_password", key=email.casefold()):
            raise ValidationError(
                _(
                    "This has been asked for too often within an hour. Look whether a message has "
                    "arrived, also among junk mail, or try again in an hour."
                )
            )
        return email

    def save(self, *, request: HttpRequest, use_https: bool, **options: Any) -> None:
        """Look for the account and send the mail after the answer: how long that takes tells nothing."""
        names = ("subject_template_name", "email_template_name")
        send_mail.enqueue(
            email=self.cleaned_data["email"],
            language=translation.get_language(),
            domain_override=request.get_host(),
            use_https=use_https,
            **{name: options[name] for name in names},
        )


@task(backend="mail")
def send_mail(email: str, language: str, **options: Any) -> None:
    """Send the mail to whoever has an account with this address."""
    form = auth.PasswordResetForm({"email": email})
    with translation.override(language):
        if form.is_valid():
            form.save(**options)
