"""Register the life cycle with Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks

from . import bulk, publish_all_screen, single


def register_hooks() -> None:
    """Register every hook; called once, when Wagtail looks for hooks."""
    hooks.register("construct_translated_pages_to_cascade_actions", single.versions_that_follow)
    for name in ("unpublish", "move"):
        # Before every other one, or that would be asked twice.
        hooks.register(f"before_{name}_page", single.in_one_transaction, order=-1000)
    hooks.register("before_unpublish_page", single.before_unpublish)
    hooks.register("before_move_page", single.before_move)
    hooks.register("before_delete_page", single.before_delete)
    for name in ("unpublish", "move", "delete"):
        hooks.register(f"after_{name}_page", single.after)
    hooks.register("before_bulk_action", bulk.before_bulk_action)
    hooks.register("after_bulk_action", bulk.after_bulk_action)
    # After Wagtail's own, whose place they take.
    for action in (bulk.UnpublishVersions, bulk.MoveVersions, bulk.DeleteVersions):
        hooks.register("register_bulk_action", action, order=1)
    hooks.register(
        "register_page_action_menu_item", lambda: publish_all_screen.PublishAllItem(order=35)
    )
    hooks.register("after_edit_page", publish_all_screen.lead_to_screen)
