"""The patches of Wagtail, and what has another place in another version of it."""

from typing import Any

from wagtail.images import get_image_model

from .patch import Patch

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
PATCHES = (
    *(LOCALIZED_RESPONSE, COPY, CREATE_ALIAS, PUBLISH, UNPUBLISH),
    *(DESCENDANT_PATHS, RESTRICT, STATUS_PANEL, WRITE_SCHEMA, PUBLIC_PAGES),
)


def image_policy() -> Any:
    """Return the permission policy of the site's images."""
    try:
        from wagtail.permissions import policy_registry
    except ImportError:
        # Wagtail 7.4
        from wagtail.images.permissions import permission_policy

        return permission_policy
    return policy_registry.get_by_type(get_image_model())
