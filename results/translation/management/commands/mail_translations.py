"""Mail each translator what needs a look."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Mail everybody who may edit translations which of them need a look; run it once a day.

    Who has nothing to do, no address or no access to the admin gets no mail.
    """

    help = (
        "Send an e-mail to everyone who may edit translations about those that need a look. Let cron "
        "run it, for example once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send the mails, and say how many; one that cannot be sent does not keep the others back."""
        from ...mails import send_digest

        sent = failed = 0
        for person in _people():
            try:
                sent += send_digest(person)
            except Exception as error:  # noqa: BLE001 -- whatever the mail backend raises
                failed += 1
                self.stderr.write(f"{person}: {error}")
        self.stdout.write(f"{sent} sent, {failed} failed.")


def _people() -> list[Any]:
    users = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    return [each for each in users.order_by("pk") if each.has_perm("wagtailadmin.access_admin")]
