"""Editions as they were: the content that readers had before a published figure changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from ..publishing.guard import GuardedForeignKey

if TYPE_CHECKING:
    from django.db.models import QuerySet


class EditionVersion(models.Model):
    """An edition as it was public until `replaced_at`, in each of its languages.

    `contents` has, by language code, what a revision has. `change_ids` are the entries of the
    edition's list `changes` that came with what followed. `withdrawn` is true of at most one version
    of an edition, while that is not public; `reason` is why, in the source's language.
    """

    page = GuardedForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(_("number"))
    contents = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    change_ids = models.JSONField(_("changes"), default=list)
    replaced_at = models.DateTimeField(_("public until"), default=timezone.now)
    is_public = models.BooleanField(_("readers may see it"), default=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    reason = models.TextField(_("reason"), blank=True, default="")

    class Meta:
        verbose_name = _("version of an edition")
        verbose_name_plural = _("versions of editions")
        ordering = ("page", "number")
        constraints = (
            models.UniqueConstraint(fields=["page", "number"], name="results_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.page}: {self.number}"

    def page_for(self, page: Any) -> Any:
        """Return a language version of the edition as it was, or None when it was not public then.

        Raises Refused if the content cannot be read.
        """
        content = self.contents.get(page.locale.language_code)
        if content is None:
            return None
        found = page.with_content_json(content)
        # Its address may be another one by now.
        found.slug, found.url_path = page.slug, page.url_path
        found.version = self
        found.last_published_at = parse_datetime(content.get("last_published_at") or "")
        return found


def versions_of(page: Any) -> QuerySet[EditionVersion]:
    """Return the versions of an edition, oldest first; the same for each language."""
    return EditionVersion.objects.filter(page__translation_key=page.translation_key).order_by(
        "number"
    )


def withdrawn_version(page: Any) -> EditionVersion | None:
    """Return what was public last of an edition that is not public any more, or None."""
    return versions_of(page).filter(withdrawn=True).select_related("page__locale").first()


def keep_version(page: Any, *, withdrawn: bool = False, **facts: Any) -> EditionVersion:
    """Keep the edition as it is public now; `facts` are fields of the version.

    Of one that is withdrawn, each language that was public at any time: they may have gone before it.
    Readers see neither that nor what was private.
    """
    languages = Page.objects.filter(translation_key=page.translation_key)
    if withdrawn:
        languages = languages.filter(Q(live=True) | Q(first_published_at__isnull=False))
    else:
        languages = languages.filter(live=True)
    contents = {
        each.locale.language_code: each.serializable_data()
        for each in languages.select_related("locale").specific()
    }
    last = EditionVersion.objects.filter(page=page.pk).aggregate(last=models.Max("number"))["last"]
    # What only some could read is shown to all by a person's decision only.
    is_public = not withdrawn and languages.count() == languages.public().count()
    version: EditionVersion = EditionVersion.objects.create(
        page_id=page.pk,
        number=(last or 0) + 1,
        contents=contents,
        is_public=is_public,
        withdrawn=withdrawn,
        **facts,
    )
    return version
