"""Editions as they were before a published figure changed, and how language versions differ from their source."""

from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from ..publishing.mixin import GuardedForeignKey, GuardedOneToOneField


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
        """Return a language version as it was, None if not public; raises Refused if unreadable."""
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


@dataclass(slots=True)
class Prose:
    """How a page's texts relate to its source's, by path; older strings since when (ISO 8601)."""

    older: dict[str, dict[str, str]] = field(default_factory=dict)
    untranslated: dict[str, list[str]] = field(default_factory=dict)
    machine: dict[str, list[str]] = field(default_factory=dict)


class LanguageVersion(models.Model):
    """What differs between a page and its source, as compared after the last Publication of either.

    Whatever differs and is not here has been brought into line; see `results.sync`.
    """

    class Kind(models.TextChoices):
        """What a difference is about; texts and files that are older have a field of their own."""

        FIGURE = "figure", _("other value")
        MISSING = "missing", _("left out in this language")
        EXTRA = "extra", _("in this language only")
        ORDER = "order", _("other order")
        UNPUBLISHED = "unpublished", _("the original is not public")
        PRIVATE = "private", _("private in one language only")
        EXPIRY = "expiry", _("other expiry time")
        PLACE = "place", _("in another place")

    page = GuardedOneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="language_version"
    )
    source_language = models.CharField(_("language of the source"), max_length=100)
    by_hand = models.BooleanField(_("written by hand"), default=False)
    # When a person, or a program, last made the page of its strings; following the source is none.
    published_at = models.DateTimeField(_("published at"), null=True)
    # See `Prose`.
    older = models.JSONField(_("older than the source"), default=dict)
    untranslated = models.JSONField(_("in the source language"), default=dict)
    machine = models.JSONField(_("translated by a machine"), default=dict)
    # {path: [[number as the page says it, number that the source says now]]}; of older texts.
    numbers = models.JSONField(_("numbers that have changed"), default=dict)
    # [{"kind": …, "path": …, "since": ISO 8601}]; the path is "" for the page as a whole.
    differences = models.JSONField(_("differences"), default=list)
    # Differences that are not on purpose, and texts and files that are older and no strings.
    to_look_at = models.PositiveIntegerField(_("to look at"), default=0)
    # {id of an item: since when (ISO 8601) an editor lets this language differ there}
    kept = models.JSONField(_("differs on purpose"), default=dict)
    # {path: {"source": …, "own": …, "since": ISO 8601 or ""}}: digests of a text or file on both pages
    # when somebody last made them agree, and since when the source has another. With "draft": the same
    # of a draft beside the public page, where that has another text.
    agreed = models.JSONField(_("last agreement"), default=dict)
    # The ids of the items that the source had at the last comparison.
    source_items = models.JSONField(_("items of the source"), default=list)

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")

    def __str__(self) -> str:
        return str(self.page)

    @property
    def prose(self) -> Prose:
        return Prose(self.older, self.untranslated, self.machine)

    @property
    def is_in_step(self) -> bool:
        """Whether nothing is older, untranslated or different, but for what is so on purpose."""
        return not (self.older or self.untranslated or self.unexplained)

    @property
    def unexplained(self) -> list[dict[str, str]]:
        """The differences that nobody has said are on purpose."""
        return [each for each in self.differences if not self.is_on_purpose(each["path"])]

    @property
    def older_by_hand(self) -> list[str]:
        """The paths of what is older and is no translator's string: files, and texts written by hand."""
        return [path for path, moments in self.older.items() if self.by_hand or "" in moments]

    def is_on_purpose(self, path: str) -> bool:
        """Whether an editor lets this language differ at the path."""
        return not self.kept.keys().isdisjoint(path.split("."))


def kept_items(page: Page) -> set[str]:
    """Return the ids of the items where the page differs from its source on purpose."""
    rows = LanguageVersion.objects.filter(page=page.pk)
    return set(rows.values_list("kept", flat=True).first() or ())
