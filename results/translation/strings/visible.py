"""The translations of texts elsewhere on the site that a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringTranslation

from .doubts import EARLIER_SOURCE

if TYPE_CHECKING:
    from wagtail_localize.models import Translation


def visible_pages(translation: Translation, user: Any) -> Any:
    """Return the pages in the language of a translation that are public or that the user may edit."""
    public = Page.objects.live().public()
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return Page.objects.filter(
        Q(pk__in=public.values("pk")) | Q(pk__in=editable.values("pk")),
        locale=translation.target_locale,
    )


def visible_rows(translation: Translation, user: Any) -> Any:
    """Return the translations of those pages from the same language, the latest first."""
    pages = visible_pages(translation, user)
    return (
        StringTranslation.objects.filter(
            locale=translation.target_locale,
            translation_of__locale=translation.source.locale,
            has_error=False,
            context__object_id__in=pages.values("translation_key"),
        )
        .exclude(tool_name=EARLIER_SOURCE)
        .order_by("-updated_at")
    )
