"""The tables of stored answers."""

from django.db import models
from django.utils import timezone


class Snapshot(models.Model):
    """One public answer: its bytes, its headers, and the version of the site that it shows."""

    # Of release and address, see `addresses`.
    key = models.CharField(max_length=64, unique=True)
    url = models.TextField()
    # What asks for it again: scheme, host, path, query, and the prefix of the script.
    address = models.JSONField()
    page_id = models.PositiveBigIntegerField(null=True, blank=True)
    # Of an address with parameters; evicted before pages are.
    is_variant = models.BooleanField(default=False)
    version = models.BigIntegerField()
    valid_until = models.DateTimeField()
    # When a visitor last had to wait for it to be rendered.
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    # In bytes, of all forms of the body: what an eviction frees.
    weight = models.PositiveIntegerField()
    # All that is known of the bytes, see `answers.Head`.
    head = models.TextField()
    # Last: SQLite reads through what stands before a column.
    body = models.BinaryField()
    gzip = models.BinaryField()
    brotli = models.BinaryField()

    def __str__(self) -> str:
        return self.url


class CacheVersion(models.Model):
    """The one row with the version of the site: another number after each change.

    It is random, so that a database restored to an earlier state never meets an answer of a later
    one under the same number.
    """

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)


class PendingInvalidation(models.Model):
    """A change that the version does not show yet: committed with it, removed by the new version.

    One that stays was left by a process that ended in between; whoever meets it makes up for it.
    """

    def __str__(self) -> str:
        return str(self.pk)
