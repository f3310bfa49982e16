"""What has another place in another version of Wagtail."""

from typing import Any

from wagtail.images import get_image_model


def image_policy() -> Any:
    """Return the permission policy of the site's images."""
    try:
        from wagtail.permissions import policy_registry
    except ImportError:
        # Wagtail 7.4
        from wagtail.images.permissions import permission_policy

        return permission_policy
    return policy_registry.get_by_type(get_image_model())
