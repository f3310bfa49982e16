"""What stands in editors' forms, and the links by which drafts are read without an account."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Page, PageLogEntry, Revision

from ..publishing.mixin import GuardedForeignKey

REVOKED = "results.preview_revoked"
SIGNER = signing.Signer(salt="results.previews")
# Of a link for others, and of an editor's own preview, which is made anew whenever it is asked for.
SHARED_LASTS, OWN_LASTS = timedelta(days=7), timedelta(hours=1)


class FormContent(models.Model):
    """What stood in an editor's form at the last preview, saved or not."""

    page = GuardedForeignKey(
        Page, verbose_name=gettext_lazy("page"), on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["page", "user"], name="results_one_own_preview"),
        )

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def keep(cls, page: Any, user: Any) -> None:
        """Keep what stands in the user's form of the page, and nothing that is older than its links."""
        cls.objects.filter(seen_at__lt=timezone.now() - OWN_LASTS).delete()
        content = {"content": page.serializable_data()}
        cls.objects.update_or_create(page_id=page.pk, user=user, defaults=content)


def token_for(page: Any, user: Any, *, is_shared: bool) -> str:
    """Return what opens the latest revision of a page for a week, or what the user's form has for an hour."""
    revision = page.latest_revision_id if is_shared else None
    return SIGNER.sign_object([page.pk, revision, user.pk, is_shared, round(time(), 3)])


class NoDraftError(Exception):
    """Raised where a link opens nothing; says why, and with which status that is answered."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def open_draft(token: str, language: str = "") -> Any:
    """Return the page as it is to be seen; in another language the latest draft there.

    A link opens nothing when it is too old, when one has been revoked on the page since, or when its
    maker may not show the draft any more. Raises NoDraftError.
    """
    try:
        page_id, revision_id, user_id, is_shared, made = SIGNER.unsign_object(token)
    except signing.BadSignature:
        raise NoDraftError(HTTPStatus.NOT_FOUND, _("There is no draft at this address.")) from None
    page: Any = Page.objects.filter(pk=page_id).first()
    user = get_user_model().objects.filter(pk=user_id).first()
    revision = Revision.page_revisions.filter(pk=revision_id).first()
    is_there = page and user and (revision or not revision_id)
    if not (is_there and _is_open(page.specific_deferred, user, is_shared, made)):
        said = _(
            "This link does not open the draft any more. Ask whoever gave it to you for a new one."
        )
        raise NoDraftError(HTTPStatus.GONE, said)
    if language and language != page.locale.language_code:
        version: Any = page.get_translations().filter(locale__language_code=language).first()
        if version is None or not version.permissions_for_user(user).can_edit():
            raise NoDraftError(HTTPStatus.NOT_FOUND, _("There is no draft in this language."))
        return version.get_latest_revision_as_object()
    if revision:
        return revision.as_object()
    form = None if is_shared else FormContent.objects.filter(page=page_id, user=user_id).first()
    if form:
        return page.specific_deferred.with_content_json(form.content)
    return page.get_latest_revision_as_object()


def _is_open(page: Any, user: Any, is_shared: bool, made: float) -> bool:
    since = datetime.fromtimestamp(made, UTC)
    ended = PageLogEntry.objects.filter(page=page.pk, action=REVOKED, timestamp__gte=since)
    if since + (SHARED_LASTS if is_shared else OWN_LASTS) <= timezone.now() or ended.exists():
        return False
    rights = page.permissions_for_user(user)
    return bool(rights.can_publish() if is_shared else rights.can_edit())
