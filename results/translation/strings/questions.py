"""A translator's questions to the author, and the answers, which are comments in the editor of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Comment

if TYPE_CHECKING:
    from wagtail_localize.models import Translation


def questions_of(translation: Translation, user: Any) -> dict[str, list[Comment]]:
    """Return what the user has asked about the texts of a translation, by the path of the text.

    Comments of others are for those who edit the source. Two queries, whatever their number.
    """
    found: dict[str, list[Comment]] = {}
    asked = Comment.objects.filter(
        page__translation_key=translation.source.object_id,
        page__locale=translation.source.locale,
        user=user,
    )
    for comment in asked.order_by("pk").prefetch_related("replies__user"):
        found.setdefault(comment.contentpath, []).append(comment)
    return found
