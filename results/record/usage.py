"""The public pages whose figures name an indicator, which it must not leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import Page, ReferenceIndex

from ..faults import Fault
from ..publishing import Refused
from ..publishing.texts import clean_before_save
from ..publishing.visible import titles_seen


def connect(model: Any) -> None:
    """Clean texts, and refuse to delete what public pages name; called once, when Django is ready."""
    pre_save.connect(clean_before_save, sender=model, dispatch_uid="results.record.texts")
    pre_delete.connect(refuse_deletion, sender=model, dispatch_uid="results.record.usage")


def refuse_deletion(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Raise Refused, which names the pages, while a public page names the indicator."""
    if pages := live_pages_with(sender, [instance.pk]):
        message = _(
            "“%(name)s” was not deleted, since published pages name it: %(pages)s. Choose another "
            "indicator there first."
        )
        said = message % {"name": instance, "pages": titles_of(pages)}
        raise Refused([Fault(said, "indicator_in_use")])


def live_pages_with(model: Any, keys: Iterable[int]) -> list[Any]:
    """Return the public pages that name one of the objects, by title.

    Wagtail's index of references has them: of a public page, what is public.
    """
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    pages = {int(key) for key in references.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=pages).order_by("title", "pk"))


def titles_of(pages: Iterable[Any]) -> str:
    """Return the titles of pages as a list in a sentence: “2016”, “2017”.

    Those that whoever reads it may not see are only counted.
    """
    keys = {page.pk for page in pages}
    titles = [_("“%(title)s”") % {"title": title} for title in titles_seen(keys)]
    if hidden := len(keys) - len(titles):
        said = ngettext("%(count)d that you may not see", "%(count)d that you may not see", hidden)
        titles.append(said % {"count": hidden})
    return ", ".join(titles)
