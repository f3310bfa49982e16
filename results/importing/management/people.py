"""Who uses a command."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from ..errors import ImportRefused


def user_named(name: str | None) -> Any:
    """Return the user, None where no name is given; raise ImportRefused where there is none."""
    if not name:
        return None
    model = get_user_model()
    user = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
    if user is None:
        raise ImportRefused(_("There is no user “%(name)s”.") % {"name": name}, "no_user", "user")
    return user
