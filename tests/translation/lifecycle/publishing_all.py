"""A source with an English translation made of strings, and a Finnish one written by hand."""

from typing import Any

from django.urls import reverse

from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from results.publishing import Publication

from .families import Family, locale

BUTTON = "action-publish-all"


def screen(family: Family) -> str:
    return reverse("results_publish_all", args=[family.edition.pk])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def edit(family: Family, **changes: Any) -> None:
    """Save a draft of the source."""
    page = family.version("sv").get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


def by_hand(family: Family, code: str) -> Page:
    """A version that wagtail-localize does not know, with a draft."""
    family.edition.copy_for_translation(locale(code), copy_parents=True)
    page = family.version(code)
    page.title = f"By hand {code}"
    page.save_revision()
    return page


def translation(code: str = "en") -> Translation:
    found: Translation = Translation.objects.get(target_locale=locale(code))
    return found


def state(family: Family) -> Any:
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "title", "last_published_at")),
        Publication.objects.count(),
        Revision.objects.filter(approved_go_live_at__isnull=False).count(),
    )
