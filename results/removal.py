"""Taking the plugin out of a site: what of it would otherwise be left in tables of Wagtail's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from wagtail.models import ModelLogEntry, Page, PageLogEntry, Site, get_page_models

from .admin.groups import EDITORS, MODERATORS, PUBLISHERS, TRANSLATORS
from .generated_files import GeneratedFile, discard
from .models import Indicator
from .publishing import PublishingMixin
from .publishing.reconciling import reconcile
from .publishing.recording import content_types

# Models of wagtail-localize, and their fields that name a type.
PROTECTING = {"TranslationSource": "specific_content_type", "TranslatableObject": "content_type"}


def installed_apps() -> list[Any]:
    """Return the plugin's apps, `results` last: the others build on it."""
    ours = [each for each in apps.get_app_configs() if f"{each.name}.".startswith("results.")]
    return sorted(ours, key=lambda each: each.name == "results")


def pages_to_remove() -> Any:
    """Return every page of the plugin, in every language, drafts and aliases too."""
    return Page.objects.filter(content_type__in=content_types()).order_by("path")


def groups_to_remove() -> Any:
    """Return the groups that `create_results_groups` made."""
    return Group.objects.filter(
        Q(name__in=(EDITORS, PUBLISHERS, MODERATORS)) | Q(name__startswith=TRANSLATORS % "")
    )


def obstacles() -> Iterator[str]:
    """Yield what the site has to change before the plugin can go, each in a sentence."""
    labels = [each.label for each in installed_apps()]
    for model in get_page_models():
        if issubclass(model, PublishingMixin) and model._meta.app_label not in labels:
            yield f"{model._meta.label} is built on the plugin: remove it, with its pages."
    pages = pages_to_remove()
    for site in Site.objects.filter(root_page__in=pages):
        yield f"The site {site.hostname} begins at “{site.root_page.title}”: let it begin elsewhere."
    for page in pages:
        for other in page.get_descendants().exclude(pk__in=pages):
            yield f"“{other.title}” lies below “{page.title}”: move it elsewhere."


def remove() -> None:
    """Delete pages, revisions, indicators, generated files and groups, and what names their types.

    Images and documents stay: they are the site's. The tables go with `migrate results zero`.
    """
    with transaction.atomic():
        for pk in list(pages_to_remove().values_list("pk", flat=True)):
            # Those below a page go with it.
            if page := Page.objects.filter(pk=pk).first():
                page.delete()
        Indicator.objects.all().delete()
        groups_to_remove().delete()
        for page_id, kind in GeneratedFile.objects.values_list("page_id", "kind"):
            discard(page_id, kind)
    # Caches and other systems hear of it while there is somebody who tells them.
    reconcile()
    with transaction.atomic():
        types = ContentType.objects.filter(app_label__in=[each.label for each in installed_apps()])
        # A log entry without a type stops Wagtail's report of what has happened.
        for entries in (PageLogEntry, ModelLogEntry):
            entries.objects.filter(content_type__in=types).delete()
        if apps.is_installed("wagtail_localize"):
            # The second protects its type, and segments of the first protect the second.
            for name, field in PROTECTING.items():
                model = apps.get_model("wagtail_localize", name)
                model.objects.filter(**{f"{field}__in": types}).delete()
        types.delete()
    ContentType.objects.clear_cache()
