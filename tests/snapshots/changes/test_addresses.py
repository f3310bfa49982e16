"""Rules of what follows for a visitor from a page's other address, its own or a linked one's."""

from wagtail.models import Site

import pytest

from home.models import InformationPage

from .place import Place
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_has_left_its_old_address(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.edition, slug="2016b"),
        changed=("edition", "index", "feed", "sitemap", "v2 edition", "v3 edition", "v3 list"),
        kept=("information", "v3 information", "v3 other"),
    )
    assert place.visitor.get("/resultat/2016b/").status_code == 200


def test_the_pages_below_have_left_their_old_addresses(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.index, slug="siffror"),
        changed=("index", "edition", "other", "home", "v2 edition", "v3 other", "sitemap"),
        kept=("information", "v3 information"),
    )
    assert place.visitor.get("/siffror/2016/").status_code == 200


def test_a_page_that_is_moved_takes_the_pages_below_along(place: Place) -> None:
    from tests.factories import ResultsIndexPageFactory

    there = ResultsIndexPageFactory.create(parent=place.home, title="Annat", slug="annat")
    after(
        place,
        lambda: place.press("wagtailadmin_pages:move_confirm", place.other.pk, there.pk),
        changed=("other", "index", "feed", "v2 other", "v3 other", "sitemap"),
        kept=("information", "v3 information"),
    )
    assert place.visitor.get("/annat/2015/").status_code == 200


def test_pages_that_are_moved_with_their_parent_have_new_addresses(place: Place) -> None:
    folder = place.home.add_child(
        instance=InformationPage(
            title="Mapp", slug="mapp", locale=place.home.locale, text="<p>Mapp</p>"
        )
    )
    after(
        place,
        lambda: place.index.move(folder, pos="last-child"),
        changed=("index", "edition", "other", "home", "v2 edition", "v3 other", "sitemap"),
    )
    assert place.visitor.get("/mapp/resultat/2016/").status_code == 200


def test_a_link_follows_its_target_to_its_new_address(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.information, slug="ring-oss"),
        changed=("edition", "information", "v2 edition", "v3 edition"),
        kept=("other", "v3 other", "home en", "edition en"),
    )


def test_a_target_s_new_title_is_where_it_is_shown(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.information, title="Ring oss"),
        changed=("information", "home", "v3 information"),
        kept=("other", "v3 other", "home en", "edition en"),
    )


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_a_link_is_gone_with_its_target(place: Place, view: str) -> None:
    after(
        place,
        lambda: place.press(f"wagtailadmin_pages:{view}", place.information.pk),
        changed=("edition", "information", "home", "v2 edition", "v3 edition"),
        # A page that is deleted leaves its parent with one child less, which is shown everywhere.
        kept=() if view == "delete" else ("v3 other", "edition en", "index en"),
    )


def test_a_link_is_there_when_its_target_is_published_later(place: Place) -> None:
    place.information.unpublish()
    after(
        place,
        lambda: place.edit(place.information),
        changed=("edition", "information", "home", "v2 edition", "v3 edition"),
        kept=("other", "v3 other", "edition en", "index en"),
    )


def test_the_targets_of_a_link_move_along_with_its_ancestor(place: Place) -> None:
    place.other.body = place.edition.body
    link = place.other.body[0].value["links"][0]
    link.value["page"] = place.edition
    place.other.save_revision().publish()
    after(
        place,
        lambda: place.edit(place.index, slug="siffror"),
        changed=("other", "edition", "v3 other", "v2 other"),
        kept=("information", "v3 information"),
    )


def edit_site(place: Place, **changes: str) -> None:
    """Save the site's form with these changes."""
    form = {
        "hostname": "localhost",
        "port": "80",
        "site_name": "",
        "root_page": str(place.home.pk),
        "is_default_site": "on",
    }
    place.press("wagtailsites:edit", Site.objects.get().pk, **form | changes)


def test_every_address_has_the_site_s_new_host(place: Place) -> None:
    after(
        place,
        lambda: edit_site(place, hostname="127.0.0.1"),
        changed=("edition", "feed", "sitemap", "v2 list", "v3 list", "v2 edition"),
    )


def test_every_page_has_the_site_s_new_name(place: Place) -> None:
    after(
        place,
        lambda: edit_site(place, site_name="Vår webbplats"),
        changed=("edition", "home", "home en", "information"),
    )


def test_the_site_s_new_root_is_the_front_page(place: Place) -> None:
    after(
        place,
        lambda: edit_site(place, root_page=str(place.index.pk)),
        changed=("home", "edition", "index", "sitemap", "v2 edition"),
    )
