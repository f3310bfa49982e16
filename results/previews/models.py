"""Links by which a draft is read without an account."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, Revision

from ..publishing.guard import GuardedForeignKey

if TYPE_CHECKING:
    from datetime import datetime

SALT = "results.previews"
# How long an expired link is answered as such, and not as unknown.
KEPT = timedelta(days=30)


class PreviewLink(models.Model):
    """A draft that whoever has the link may read, until it expires or is revoked.

    One with a `name` was made for a reader and shows the draft as it was then. One without is an
    editor's own: `content` is what stood in the form, saved or not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = GuardedForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="results_previews"
    )
    revision = GuardedForeignKey(
        Revision,
        verbose_name=_("revision"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    content = models.JSONField(_("content"), null=True, encoder=DjangoJSONEncoder)
    name = models.CharField(_("for whom"), max_length=100, blank=True, default="")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = (
            models.UniqueConstraint(
                fields=["page", "made_by"], condition=Q(name=""), name="results_one_own_preview"
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.page)

    @classmethod
    def by_token(cls, token: str) -> PreviewLink | None:
        """Return the link of a token, None for one that was never given out."""
        try:
            key = uuid.UUID(hex=signing.Signer(salt=SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return cls.objects.select_related("page", "revision", "made_by").filter(pk=key).first()

    @classmethod
    def for_form(cls, page: Any, user: Any, expires_at: datetime) -> PreviewLink:
        """Return the user's own link to a page, with what stands in the form now."""
        content = page.serializable_data()
        found, _is_new = cls.objects.update_or_create(
            page_id=page.pk,
            made_by=user,
            name="",
            defaults={"content": content, "expires_at": expires_at, "revoked_at": None},
        )
        return found

    @property
    def token(self) -> str:
        """What stands in the address."""
        return signing.Signer(salt=SALT).sign(self.pk.hex)

    @property
    def is_valid(self) -> bool:
        """Whether it opens something now: not when whoever made it may not show the draft any more."""
        if self.revoked_at or self.expires_at <= timezone.now() or self.made_by is None:
            return False
        rights = self.page.specific_deferred.permissions_for_user(self.made_by)
        return bool(rights.can_publish() if self.name else rights.can_edit())

    def draft(self, language: str = "") -> Any:
        """Return the page as it is to be seen; in another language the latest draft there.

        None where there is no such version, or none that whoever made the link may edit.
        """
        page: Any = self.page.specific_deferred
        if language and language != self.page.locale.language_code:
            versions = self.page.get_translations().filter(locale__language_code=language)
            version = versions.first()
            if version is None:
                return None
            may_edit = version.permissions_for_user(self.made_by).can_edit()
            return version.get_latest_revision_as_object() if may_edit else None
        if self.content is not None:
            return page.with_content_json(self.content)
        return self.revision.as_object() if self.revision else page.get_latest_revision_as_object()


def tidy() -> int:
    """Delete what editors previewed, and links that expired 30 days ago; return how many."""
    now = timezone.now()
    over = Q(name="", expires_at__lte=now) | Q(expires_at__lte=now - KEPT)
    return PreviewLink.objects.filter(over).delete()[0]
