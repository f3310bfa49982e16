"""The states of the database that tests begin with: each is made once, and opened where it is asked for.

A test, or a fixture, asks for a state by its name, as for any fixture, and gets what the function
returns, its rows read anew. A state has all that the one has on which it is built. Whatever a test
changes is undone. People have names of their own here: those of the factories are for the tests.
"""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import override_settings

from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.next_edition import start_next_edition
from tests.api.building import Edition, make_edition
from tests.database import state
from tests.factories import (
    AdminFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    browser_of,
    home_page,
)
from tests.rights.arguments import Values, examples_in, values_in
from tests.rights.world import World
from tests.snapshots.changes.place import Place, build
from tests.tasks import TasksBackend
from tests.translation.building import make_document, make_image, whole_body
from tests.translation.changing import body_with, publish, published_in_english
from tests.translation.lifecycle.families import (
    NEW_TITLE,
    Family,
    Version,
    by_hand,
    edit,
    translation,
)
from tests.translation.migrating import make_page
from tests.translation.translating import say, submit, submit_by_hand, target


@state()
def two_languages() -> tuple[Page, ResultsIndexPage, User]:
    """The English front page, an index page of the Swedish one, and a translator to English."""
    english = home_page("en")
    index = ResultsIndexPageFactory.create(title="Resultat", slug="resultat")
    user: User = UserFactory.create(username="translator", may=["change_page", "publish_page"])
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    GroupPagePermission.objects.filter(group=group).update(page=english)
    UserProfile.objects.create(user=user, preferred_language="en")
    return english, index, user


@state(on="two_languages")
def small_edition(_around: Any) -> ResultsPage:
    """A small edition with a complete and published English translation."""
    page: ResultsPage = ResultsPageFactory.create(introduction="What we do.")
    published_in_english(page)
    return page


NEW_LABEL = "reports examined closely"


@state(on="small_edition")
def stale_edition(page: ResultsPage) -> ResultsPage:
    """The same after a change of the source: of its translation one text is stale."""
    publish(page, body_with(label=NEW_LABEL))
    return page


@state(on="small_edition")
def stale_number(page: ResultsPage) -> ResultsPage:
    """The same after another change: the stale text says a number, too."""
    publish(page, body_with(label=f"{NEW_LABEL}, 12 of them"))
    return page


@state(on="two_languages")
def faulty_edition(_around: Any) -> ResultsPage:
    """An edition of whose translation one text is stale and one is faulty."""
    page: ResultsPage = ResultsPageFactory.create(introduction="Vi granskade 133 000 bilder.")
    say(published_in_english(page), "introduction", "We reviewed 131,000 pictures.")
    publish(page, body_with(label="reports examined"))
    return page


@state(on="two_languages")
def next_edition(_around: Any) -> ResultsPage:
    """Next year's draft, submitted for translation: only its English title is typed."""
    page = ResultsPageFactory.create(introduction="Vi arbetar.", search_description="Hela 2016.")
    published_in_english(page)
    following: ResultsPage = start_next_edition(page)
    publish(following, body_with(value="7"), open_points=[])
    say(submit(again(following)), "title", "[en] 2017")
    return following


@state(on="two_languages")
def whole_edition(around: Any) -> ResultsPage:
    """A published edition with every block of ours, every child and every field given."""
    (_english, index, _user), image, document = around, make_image(), make_document()
    page: ResultsPage = ResultsPageFactory.create(
        parent=index,
        title="Resultat 2016",
        introduction="Vi skyddar barn.",
        hero_image=image,
        hero_alt_text="Ett barn",
        report=document,
        share_text="Läs vad vi gjorde",
        seo_title="Resultat",
        search_description="Vad vi gjorde",
        content=whole_body(index.pk, document.pk, image.pk),
    )
    return page


@state(on="two_languages")
def group_and_quote(around: Any) -> ResultsPage:
    """A published edition of a group of figures and a quote, with its English translation."""
    page = make_page(around[1])
    published_in_english(page)
    return page


@state(on="whole_edition")
def translated_edition(page: ResultsPage) -> ResultsPage:
    """That edition with a published English translation."""
    published_in_english(page)
    return page


@state(on="whole_edition")
def submitted_edition(page: ResultsPage) -> ResultsPage:
    """That edition after a person has submitted it on a site where this makes it public at once."""
    with override_settings(WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE=True):
        submit_by_hand(browser_of(AdminFactory.create(username="who submitted it")), page)
    assert target(page).live
    return page


@state()
def family() -> Family:
    """A Swedish edition and two places for it, which are there in English and Finnish, too."""
    return Family.create()


@state(on="family")
def both(family: Family) -> Family:
    """The same edition with an English draft of strings, a Finnish one by hand, and a newer draft."""
    family.make("en", Version.DRAFT)
    say(translation(), "title", "Results")
    by_hand(family, "fi")
    edit(family, title=NEW_TITLE)
    return family


@state()
def people() -> World:
    """A small site with one of everything that an address can name, and the people who ask for it."""
    with pytest.MonkeyPatch.context() as patch:
        # What is searched for is found.
        patch.setattr(TasksBackend, "indexes", True)
        return World.create()


@state(on="people")
def arguments(world: World) -> tuple[dict[str, Values], dict[str, list[str]]]:
    """The same site with more rows; what stands in addresses to name them."""
    return values_in(world), examples_in(world)


@state()
def site_with_pages() -> Place:
    """A site with a page, a picture and a document of each kind."""
    return build()


@state()
def every_block() -> Edition:
    """A site with an edition with every block in it, in Swedish and English."""
    return make_edition()


@state(on="every_block")
def every_block_of_three_years(edition: Edition) -> Edition:
    """The same between an earlier and a later edition, below an index page with a way to leave."""
    ResultsIndexPage.objects.update(leave_url="https://example.org/")
    for year in (2015, 2017):
        ResultsPageFactory.create(parent=edition.index, year=year)
    return edition
