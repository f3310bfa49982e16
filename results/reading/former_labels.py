"""What figures are called that had their name from an indicator that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..blocks.walking import is_block_id
from ..record.queries import labels_published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .figures import Figure


def former_labels(page: Any, figures: Iterable[Figure]) -> dict[int, tuple[str, str]]:
    """Return (label, language code) under which each nameless figure was published last.

    The keys are identities of their values. One query, and none where every figure has a name.
    """
    nameless = [each for each in figures if not each.value.own_label and is_block_id(each.id)]
    key = getattr(page, "translation_key", None)
    published = labels_published(key, [each.id for each in nameless]) if nameless and key else {}
    return {id(each.value): published[each.id] for each in nameless if each.id in published}
