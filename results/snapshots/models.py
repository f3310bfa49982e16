"""The tables of stored answers."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """One public answer: its bytes, its headers, and the version of the site that it shows."""

    # Of release and address, see `serving.addresses`.
    key = models.CharField(_("key"), max_length=64, unique=True)
    url = models.TextField(_("address"))
    # What asks for it again: scheme, host, path, query, and the prefix of the script.
    address = models.JSONField(_("parts of the address"))
    page_id = models.PositiveBigIntegerField(_("page"), null=True, blank=True)
    # Of an address with parameters; evicted before pages are.
    is_variant = models.BooleanField(_("has parameters"), default=False)
    version = models.BigIntegerField(_("version of the site"))
    valid_until = models.DateTimeField(_("valid until"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    asked = models.PositiveIntegerField(_("times asked for"), default=1)
    asked_at = models.DateTimeField(_("last asked for"), default=timezone.now, db_index=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    # Of all forms of the body: what an eviction frees.
    weight = models.PositiveIntegerField(_("bytes in all forms"))
    # All that is said of the bytes, see `serving.answers.Head`.
    head = models.TextField(_("head"))
    # Last: SQLite reads through what stands before a column.
    body = models.BinaryField(_("body"))
    gzip = models.BinaryField(_("compressed by gzip"))
    brotli = models.BinaryField(_("compressed by brotli"))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return self.url


class CacheVersion(models.Model):
    """The one row with the version of the site: another number after each change.

    It is random, so that a database restored to an earlier state never meets an answer of a later
    one under the same number.
    """

    number = models.BigIntegerField(_("number"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    changed_before = models.DateTimeField(_("changed before that at"), default=timezone.now)

    class Meta:
        verbose_name = _("version of the site")
        verbose_name_plural = _("versions of the site")

    def __str__(self) -> str:
        return str(self.number)


class PendingInvalidation(models.Model):
    """A change that the version does not tell of yet: committed with it, removed by the new version.

    One that stays was left by a process that ended in between; whoever meets it makes up for it.
    """

    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("pending invalidation")
        verbose_name_plural = _("pending invalidations")

    def __str__(self) -> str:
        return str(self.created_at)
