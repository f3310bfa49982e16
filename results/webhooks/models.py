"""The tables of webhooks: endpoints and deliveries."""

from base64 import b64encode
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standardwebhooks import Webhook

from ..conf import setting
from ..publishing.due import time_has_come

# Longer than an attempt takes, also where the name has to be asked for.
LEASE = timedelta(minutes=2)
# Longer than a delivery is ever put off.
LONGEST_WAIT = timedelta(days=4)


class EventType(models.TextChoices):
    """Event types, under the names that receivers get."""

    PUBLISHED = "edition.published", _("An edition was published")
    UNPUBLISHED = "edition.unpublished", _("An edition was unpublished")
    MOVED = "edition.moved", _("An edition has another address")
    DELETED = "edition.deleted", _("A public edition was deleted")
    ACCESS = "edition.access_changed", _("Who may read an edition has changed")
    CORRECTED = "edition.corrected", _("A published figure was changed")
    IN_STEP = "translation.in_step", _("A translation says what its source says")
    STALE = "translation.stale", _("A translation lags behind its source")
    INDICATOR = "indicator.changed", _("An indicator or its series has changed")
    TEST = "test", _("A test, at the press of a button")


def is_private_allowed() -> bool:
    """Whether webhooks may go to private networks and without TLS, as where a site is developed."""
    wanted = setting("WEBHOOKS_PRIVATE")
    return bool(settings.DEBUG if wanted is None else wanted)


def validate_url(value: str) -> None:
    """Raise ValidationError unless it is a plain https address, or http where that is allowed."""
    schemes = ("https", "http") if is_private_allowed() else ("https",)
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    is_plain = value.isascii() and value.isprintable() and not set(" @#") & set(value)
    if not (is_whole and is_plain):
        raise ValidationError(
            _("Type a whole address that begins with https://, without a name or a password in it.")
        )


def new_secret() -> str:
    """Return a secret of 32 bytes, as Standard Webhooks has it."""
    return f"whsec_{b64encode(token_bytes(32)).decode()}"


class Endpoint(models.Model):
    """A receiver: its address, subscribed events and shared secret."""

    name = models.CharField(_("name"), max_length=100)
    url = models.CharField(_("address"), max_length=500, validators=[validate_url])
    events: Any = models.JSONField(_("events"), default=list)
    enabled = models.BooleanField(
        _("enabled"),
        default=True,
        help_text=_("It is switched off when the receiver answers 410 Gone."),
    )
    secret = models.CharField(_("secret"), max_length=100, default=new_secret, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def sign(self, event_id: str, at: datetime, body: str) -> str:
        """Return the signature as Standard Webhooks has it; `at` is in UTC."""
        return str(Webhook(self.secret).sign(event_id, at, body))

    def count(self, state: str) -> int:
        """Return how many deliveries of the last 30 days are in this state."""
        return self.deliveries.filter(state=state).count()

    @property
    def last_answer(self) -> str:
        """What came of the last attempt: the status of the answer, or why there was none."""
        tried = self.deliveries.exclude(status=0, error="")
        return tried[0].answer if tried else ""

    @property
    def failed(self) -> "models.QuerySet[Delivery]":
        """What was tried and is not delivered: it waits, or was given up."""
        return self.deliveries.exclude(state=Delivery.State.DELIVERED).exclude(status=0, error="")

    def retry(self) -> int:
        """Have what failed delivered now, under the same ids; return how much it is."""
        return self.failed.update(state=Delivery.State.PENDING, attempts=0, due_at=timezone.now())


class Delivery(models.Model):
    """An event on its way to an endpoint, written in the event's transaction.

    While it is under way, `due_at` is when another process takes it over.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PENDING = "pending", _("waiting")
        DELIVERED = "delivered", _("delivered")
        DEAD = "dead", _("given up")

    endpoint = models.ForeignKey(
        Endpoint, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event_id = models.CharField(_("id of the event"), max_length=50)
    type = models.CharField(_("event"), max_length=50, choices=EventType.choices)
    # What it is about; deliveries about the same are in order.
    subject = models.CharField(max_length=100, default="")
    # The very text that is signed.
    body = models.TextField()
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    # 0: none came.
    status = models.PositiveSmallIntegerField(_("last answer"), default=0)
    error = models.TextField(_("last error"), default="")
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["state", "endpoint", "subject"], name="results_webhook_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.type}: {self.get_state_display()} ({self.endpoint})"

    @classmethod
    def undone(cls) -> "models.QuerySet[Delivery]":
        """Those to be delivered now or later, with their endpoints."""
        pending = cls.objects.filter(state=cls.State.PENDING, endpoint__enabled=True)
        return pending.select_related("endpoint")

    @classmethod
    def due(cls) -> "models.QuerySet[Delivery]":
        """Those to be tried now, oldest first; none while an earlier one of its subject waits.

        Nor while another one is on its way to the endpoint: however many tasks there are for a slow
        receiver, it keeps one worker from the others.
        """
        now = timezone.now()
        # The clock of another host may be ahead.
        until = now + LEASE + timedelta(minutes=1)
        claimed = cls.undone().filter(attempts__gt=0, status=0, error="")
        under_way = claimed.filter(due_at__gt=now, due_at__lte=until)
        earlier = cls.objects.filter(
            state=cls.State.PENDING,
            endpoint=OuterRef("endpoint"),
            subject=OuterRef("subject"),
            pk__lt=OuterRef("pk"),
        )
        return (
            cls.undone()
            .filter(Q(subject="") | ~Exists(earlier), time_has_come(LONGEST_WAIT))
            .exclude(endpoint__in=under_way.values("endpoint"))
            .order_by("pk")
        )

    @property
    def answer(self) -> str:
        """What came of the last attempt: the status of the answer, or why there was none."""
        return str(self.status or self.error)
