"""Which pages everybody may read: those to which Wagtail lets everybody in."""

from wagtail.models import Page, PageViewRestriction

import pytest

from results.reading.publicity import PUBLIC, is_public, with_publicity, without_private
from tests.factories import home_page

pytestmark = pytest.mark.django_db


def add(parent: Page, title: str) -> Page:
    added: Page = parent.add_child(instance=Page(title=title, slug=title, locale=parent.locale))
    return added


def test_an_alias_of_a_private_page_is_private_with_all_below_it() -> None:
    home = home_page()
    section = add(home, "section")
    alias = section.create_alias(parent=home, update_slug="alias")
    again = alias.create_alias(parent=home, update_slug="again")
    below = [add(page, "below") for page in (section, alias, again)]
    open_page = add(home, "open")
    PageViewRestriction.objects.create(page=section, restriction_type="login")

    private = {page.pk for page in (section, alias, again, *below)}
    for page in with_publicity(Page.objects.all()):
        is_private = page.get_view_restrictions().exists()
        assert is_private is (page.pk in private), page
        assert getattr(page, PUBLIC) is not is_private, page
        assert is_public(Page.objects.get(pk=page.pk)) is not is_private, page
    assert open_page in without_private(Page.objects.all())
    assert not without_private(Page.objects.filter(pk__in=private))
