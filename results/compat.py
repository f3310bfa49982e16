"""Every monkey patch of third-party code, and what has another place in another version of Wagtail.

What replaces a target is handed in by the part that needs it; this module knows none of them.
"""

import functools
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error

from wagtail.images import get_image_model

# What all patches were tried with.
VERSIONS = "Django 5.2 to 6.1, Wagtail 7.4 to 8.0 and wagtail-localize 1.14"


@dataclass(frozen=True)
class Patch:
    """A declared patch, which is applied only where its target has the form that it was written for.

    `target` is "package.module:name" or "package.module:Class.name", `signature` that of the target
    without annotations. `apps` must be installed for it to be needed.
    """

    target: str
    signature: str
    reason: str
    apps: tuple[str, ...] = ("results",)

    @property
    def problem(self) -> str:
        """Return why it cannot be applied to what is installed, "" where it can."""
        try:
            found = signature_of(self.current)
        except (ImportError, AttributeError) as error:
            return f"it is not there ({error})"
        if found != self.signature:
            return f"its signature is {found}, not {self.signature}"
        return ""

    def apply(self, make: Callable[[Any], Any]) -> bool:
        """Replace the target by `make(original)`; return whether it was replaced.

        Where the target has another form nothing happens, and the system check names the patch.
        """
        if self.problem:
            return False
        owner, name = re.split(r"[.:](?=\w+$)", self.target)
        original = self.current
        setattr(resolve_name(owner), name, functools.wraps(original)(make(original)))
        return True

    @property
    def current(self) -> Any:
        """Return the object that is at the target now, patched or not."""
        return resolve_name(self.target)


def signature_of(function: Callable[..., Any]) -> str:
    """Return the names, kinds and defaults of the parameters, without annotations: "(self, user=None)"."""
    signature = inspect.signature(function)
    bare = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


FALLBACK = Patch(
    "django.utils.translation.trans_real:DjangoTranslation._add_fallback",
    "(self, localedirs=None)",
    "In a language without a catalogue of ours Django falls back to that of LANGUAGE_CODE: a German "
    "page would have Swedish words. It has no setting for it.",
)
_ACTION = "(self, skip_permission_checks=False)"
LOCALIZED_RESPONSE = Patch(
    "wagtail.admin.auth:get_localized_response",
    "(view_func, request, *args, **kwargs)",
    "The admin turns every refusal into “no permission”. Only the reasons of the guard help, and "
    "neither workflow, moving nor copying has a hook around it. Nor has what names pages to people "
    "who may not see them, and nothing says who reads it.",
)
COPY = Patch(
    "wagtail.actions.copy_page:CopyPageAction.execute",
    _ACTION,
    "A tree is copied page by page; a page that is refused must leave nothing of the others.",
)
CREATE_ALIAS = Patch(
    "wagtail.actions.create_alias:CreatePageAliasAction.execute",
    _ACTION,
    "The same for the aliases of a tree.",
)
PUBLISH = Patch(
    "wagtail.actions.publish_page_revision:PublishPageRevisionAction.execute",
    _ACTION,
    "The guard asks whether the person who publishes may; API v3 tells nobody but the action. A time "
    "to come is refused when it is set. What follows asks whether a person published, which Wagtail "
    "writes down after the page is public.",
)
UNPUBLISH = Patch(
    "wagtail.actions.unpublish_page:UnpublishPageAction.execute",
    _ACTION,
    "A page is withdrawn in a transaction that has the page's turn first. Wagtail writes all revisions "
    "after the page's own transaction, and a publication at that moment waits for them in another order.",
)
DESCENDANT_PATHS = Patch(
    "wagtail.models:Page._update_descendant_url_paths",
    "(self, old_url_path, new_url_path)",
    "A page gets another address, and the editions below it with it. Wagtail tells of that only after "
    "the commit, and to compare each page that is saved with its row costs every page a query.",
)
RESTRICT = Patch(
    "wagtail.models:PageViewRestriction.save",
    "(self, user=None, **kwargs)",
    "A page becomes private and the publication that tells of it is written: both, or neither. "
    "Django sends post_save after the row's own transaction.",
)
STATUS_PANEL = Patch(
    "wagtail.admin.ui.side_panels:PageStatusSidePanel.get_status_templates",
    "(self, context)",
    "The status panel of a page tells how its languages stand; it has no hook.",
    apps=("results.translation",),
)
WRITE_SCHEMA = Patch(
    "wagtail.api.v3.schemas.generators.write:InputSchemaGenerator.generate_schema",
    "(self, model, *, base_class, fields=(), required_fields=(), extra_meta_fields=None)",
    "API v3 drops unknown keys without a word, so that a misspelt field is lost.",
    apps=("results.api", "wagtail.api.v3"),
)
PUBLIC_PAGES = Patch(
    "wagtail.api.v3.querysets:get_public_pages_queryset",
    "(request, model=<class 'wagtail.models.Page'>)",
    "API v3 shows anonymous readers pages that have expired and that nobody has unpublished yet.",
    apps=("results.api", "wagtail.api.v3"),
)
_APPS = ("results.translation", "wagtail_localize")

SAVE_TRANSLATION = Patch(
    "wagtail_localize.models:TranslationSource.create_or_update_translation",
    "(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False)",
    "It writes the translated content to the public page when only a draft was asked for, and "
    "publishes after the commit, where a refusal reaches nobody.",
    apps=_APPS,
)
REFRESH_SEGMENTS = Patch(
    "wagtail_localize.models:TranslationSource.refresh_segments",
    "(self)",
    "The translation of a text that has changed would be lost.",
    apps=_APPS,
)
DRAFT_TITLE = Patch(
    "wagtail_localize.models:post_save_string_translation",
    "(instance, **kwargs)",
    "The receiver writes a translated title of any length to a field of 255 characters; PostgreSQL "
    "answers with an error 500.",
    apps=_APPS,
)
PATCHES = (
    FALLBACK,
    *(LOCALIZED_RESPONSE, COPY, CREATE_ALIAS, PUBLISH, UNPUBLISH, DESCENDANT_PATHS, RESTRICT),
    *(STATUS_PANEL, WRITE_SCHEMA, PUBLIC_PAGES),
    *(SAVE_TRANSLATION, REFRESH_SEGMENTS, DRAFT_TITLE),
)


def check_patches(patches: Iterable[Patch]) -> list[CheckMessage]:
    """results.E005: a patch that is not applied, since its target has changed."""
    return [
        Error(
            f"The patch of {patch.target} is not applied: {problem}.",
            hint=f"It was written for {VERSIONS}, because: {patch.reason} Install "
            "that, or a version of wagtail-results that knows the new one.",
            id="results.E005",
        )
        for patch in patches
        if all(map(apps.is_installed, patch.apps)) and (problem := patch.problem)
    ]


def image_policy() -> Any:
    """Return the permission policy of the site's images."""
    try:
        from wagtail.permissions import policy_registry
    except ImportError:
        # Wagtail 7.4
        from wagtail.images.permissions import permission_policy

        return permission_policy
    return policy_registry.get_by_type(get_image_model())
