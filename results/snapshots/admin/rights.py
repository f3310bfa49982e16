"""Who may see the stored answers in the admin, and who may drop them."""

from __future__ import annotations

from typing import Any

SEE = "results_snapshots.view_snapshot"
DROP = "results_snapshots.delete_snapshot"
CODENAMES = ("view_snapshot", "delete_snapshot")


def may_see(user: Any) -> bool:
    """Whether the person may look at them; who may drop them may."""
    return bool(user.has_perm(SEE) or user.has_perm(DROP))


def may_drop(user: Any) -> bool:
    """Whether the person may have them dropped and made anew."""
    return bool(user.has_perm(DROP))
