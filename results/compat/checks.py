"""The system check of the patches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.checks import CheckMessage, Error

if TYPE_CHECKING:
    from .patch import Patch


def check_patches(patches: Iterable[Patch]) -> list[CheckMessage]:
    """results.E005: a patch that is not applied, since its target has changed."""
    return [
        Error(
            f"The patch of {patch.target} is not applied: {problem}.",
            hint=f"It was written for version {patch.versions}, because: {patch.reason} Install "
            "that, or a version of wagtail-results that knows the new one.",
            id="results.E005",
        )
        for patch in patches
        if patch.is_needed and (problem := patch.problem)
    ]
