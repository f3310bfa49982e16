"""The guard in front of what the public sees."""

from __future__ import annotations

from django.db import models


class PublishingMixin(models.Model):
    """A page whose public changes are guarded and recorded."""

    class Meta:
        abstract = True
