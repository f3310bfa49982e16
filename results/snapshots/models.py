"""The tables of stored answers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """One public answer: its bytes, its headers, and how long it may be given."""

    # Of release, scheme, host, path and query, see `serving.addresses`.
    key = models.CharField(_("key"), max_length=64, unique=True)
    url = models.TextField(_("address"))
    status = models.PositiveSmallIntegerField(_("status"))
    headers = models.JSONField(_("headers"))
    varies_on = models.JSONField(_("varies on"), default=list)
    etag = models.CharField(_("etag"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    # Of all bytes of the row; a damaged one is made anew.
    checksum = models.BigIntegerField(_("checksum"))
    page_id = models.PositiveBigIntegerField(_("page"), null=True, blank=True)
    generation = models.BigIntegerField(_("generation"))
    valid_until = models.DateTimeField(_("valid until"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    # Last: SQLite reads through what stands before a column.
    body = models.BinaryField(_("body"))
    gzip = models.BinaryField(_("compressed by gzip"))
    brotli = models.BinaryField(_("compressed by brotli"))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        """The address that is answered."""
        return self.url


class Need(models.Model):
    """Something that a snapshot depends on: rows that a query of its making could have found.

    `key` is the number of one condition on a table (see `statements.needs`), `rest` the other
    conditions that such a row meets.
    """

    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), on_delete=models.CASCADE, related_name="needs"
    )
    key = models.BigIntegerField(_("key"), db_index=True)
    rest = models.TextField(_("rest"), blank=True, default="")

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        """The number of the condition."""
        return str(self.key)


class Gate(models.Model):
    """The one row that whoever stores a snapshot and whoever sweeps holds, one after the other.

    `epoch` counts sweeps. `generation` is part of every snapshot: a new one makes all others old.
    """

    epoch = models.BigIntegerField(_("epoch"), default=0)
    generation = models.BigIntegerField(_("generation"), default=0)

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")

    def __str__(self) -> str:
        """Its two numbers."""
        return f"{self.generation}.{self.epoch}"


class Sweep(models.Model):
    """A change that is not swept yet: written with it, removed by the sweep after the commit.

    One that stays tells that the process ended in between. Those that `bumps` count as a
    generation of their own.
    """

    bumps = models.BooleanField(_("begins a generation"), default=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")

    def __str__(self) -> str:
        """When the change was made."""
        return str(self.created_at)
