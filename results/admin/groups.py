"""The groups of people who work with results; making them again adds rights and removes none."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.conf.locale import LANG_INFO
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

EDITORS = "Results editors"
PUBLISHERS = "Results publishers"
MODERATORS = "Results moderators"
TRANSLATORS = "Results translators: %s"

ADMIN_ACCESS = ("wagtailadmin", "access_admin")
CHANGE_FIGURES = ("results", "change_published_figures")
# Named, not imported: a site without wagtail-localize has no such permission.
SUBMIT_TRANSLATION = ("wagtail_localize", "submit_translation")
INDICATORS = tuple(("results", f"{verb}_indicator") for verb in ("add", "change", "delete"))
TERMS = tuple(("results_translation", f"{verb}_term") for verb in ("add", "change"))
# Models of files whose permissions hold for a collection, whatever model the site has put in
# their place.
FILES = (("wagtailimages", "image"), ("wagtaildocs", "document"))


class Role(NamedTuple):
    """Permissions of a group: verbs for pages and files, and permissions for the whole admin."""

    pages: tuple[str, ...]
    files: tuple[str, ...]
    admin: tuple[tuple[str, str], ...]


_WRITE = ("add", "change", "choose")
# Of everything; those who answer for what has been published publish changed figures, too.
ROLES = {
    EDITORS: Role(("add", "change"), _WRITE, (ADMIN_ACCESS, SUBMIT_TRANSLATION, *INDICATORS)),
    PUBLISHERS: Role(("add", "change", "publish"), _WRITE, (ADMIN_ACCESS, *INDICATORS)),
    MODERATORS: Role(
        ("add", "change", "publish"), _WRITE, (ADMIN_ACCESS, CHANGE_FIGURES, *INDICATORS)
    ),
}
# To choose is enough to replace a document by the one in the translator's language.
TRANSLATOR = Role(("change", "publish"), ("choose",), (ADMIN_ACCESS, *TERMS))


class GroupMade(NamedTuple):
    """A group after `make_groups`; `pages` are those it has permissions for."""

    name: str
    is_new: bool
    pages: list[Page]


def site_roots() -> list[Page]:
    """Return the root pages of all sites."""
    return list(Page.objects.filter(sites_rooted_here__isnull=False).distinct())


def translators_group_name(locale: Locale) -> str:
    """Return the name of the group that translates into this language."""
    known = LANG_INFO.get(locale.language_code, {})
    return TRANSLATORS % known.get("name", locale.language_code)


def make_groups(pages: Iterable[Page]) -> list[GroupMade]:
    """Create or complete the groups for these pages, their translations and all pages below them.

    Each language but the default has a group of translators with permissions for pages in that
    language only; it has none until the first such page exists.
    """
    everywhere = list(
        {
            translation.pk: translation
            for page in pages
            for translation in page.get_translations(inclusive=True)
        }.values()
    )
    made = [_make(name, role, everywhere) for name, role in ROLES.items()]
    for locale in Locale.objects.exclude(pk=Locale.get_default().pk).order_by("language_code"):
        own = [page for page in everywhere if page.locale_id == locale.pk]
        made.append(_make(translators_group_name(locale), TRANSLATOR, own))
    return made


def _make(name: str, role: Role, pages: list[Page]) -> GroupMade:
    group, is_new = Group.objects.get_or_create(name=name)
    group.permissions.add(*_permissions(role.admin))
    for permission in _permissions(("wagtailcore", f"{verb}_page") for verb in role.pages):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    names = [(app_label, f"{verb}_{model}") for app_label, model in FILES for verb in role.files]
    for permission in _permissions(names):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return GroupMade(name, is_new, pages)


def _permissions(names: Iterable[tuple[str, str]]) -> list[Permission]:
    """Return these permissions of the apps that are installed."""
    wanted = [Q(content_type__app_label=label, codename=codename) for label, codename in names]
    return list(Permission.objects.filter(reduce(or_, wanted)))
