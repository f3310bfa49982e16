"""Accounts of the demo."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from wagtail.models import Locale
from wagtail.users.models import UserProfile

from results.admin.groups import EDITORS, MODERATORS, PUBLISHERS, translators_group_name


@dataclass(frozen=True, slots=True)
class Account:
    """An account: its purpose, the language of its admin, its groups."""

    name: str
    purpose: str
    language: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


def accounts(translators: str) -> list[Account]:
    """Return the four accounts; `translators` names the group of the English translators."""
    return [
        Account("admin", "Administrator", "en", is_superuser=True),
        Account("editor", "Redaktör", "sv", (EDITORS, PUBLISHERS)),
        Account("translator", "Translator", "en", (translators,)),
        Account("moderator", "Granskare", "sv", (MODERATORS,)),
    ]


def make_people(password: str, target: Locale) -> dict[str, User]:
    """Create missing accounts, set everybody's password, and return them by name.

    `target` is the translator's language. The groups must exist.
    """
    return {
        account.name: _make(account, password)
        for account in accounts(translators_group_name(target))
    }


def _make(account: Account, password: str) -> User:
    user, is_new = get_user_model().objects.get_or_create(
        username=account.name,
        defaults={
            "email": f"{account.name}@example.org",
            "first_name": account.purpose,
            "last_name": "(demo)",
            "is_superuser": account.is_superuser,
            "is_staff": account.is_superuser,
        },
    )
    # Setting the same password again would log everybody out.
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    if is_new:
        user.groups.set(Group.objects.filter(name__in=account.groups))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = account.language
        profile.save()
    return user
