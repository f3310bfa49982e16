"""Choices in an accessibility statement."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Compliance(TextChoices):
    """How far the service meets the requirements."""

    FULL = "full", pgettext_lazy("accessibility", "Fully")
    PARTIAL = "partial", pgettext_lazy("accessibility", "Partly")
    NONE = "none", pgettext_lazy("accessibility", "Not")


class Kind(TextChoices):
    """Why content is not accessible."""

    NOT_COMPLIANT = (
        "not_compliant",
        pgettext_lazy("accessibility", "It does not meet the requirements"),
    )
    BURDEN = "burden", pgettext_lazy("accessibility", "A disproportionate burden to mend")
    OUTSIDE = "outside", pgettext_lazy("accessibility", "The law does not cover it")


class Method(TextChoices):
    """Who has assessed the service."""

    SELF = "self", pgettext_lazy("accessibility", "We ourselves")
    EXTERNAL = "external", pgettext_lazy("accessibility", "Somebody independent of us")
    BOTH = "both", pgettext_lazy("accessibility", "Both")
