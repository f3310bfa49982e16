"""The states of the database that tests begin with: each is made once, and opened where it is asked for.

A test, or a fixture that reads something of a state, asks for the state by its name, as for any
fixture; a module by `pytestmark = pytest.mark.usefixtures("small_edition")`. A state has all that the
one has on which it is built. Whatever a test changes is undone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings

from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.next_edition import start_next_edition
from tests.api.building import make_edition
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    browser_of,
    home_page,
)
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
from tests.translation.translating import say, submit, submit_by_hand, target


@dataclass(frozen=True, slots=True)
class State:
    """What makes a state, and the name of that which it begins with."""

    build: Callable[[], Any]
    on: str


STATES: dict[str, State] = {}


def state(on: str = "") -> Callable[[Callable[[], Any]], Any]:
    """Make the function's name that of a state and of the fixture that asks for it."""

    def register(build: Callable[[], Any]) -> Any:
        STATES[build.__name__] = State(build, on)

        @pytest.fixture(name=build.__name__)
        def asked_for(db: None) -> None:
            """The state is opened before the transaction of the test."""

        return asked_for

    return register


def state_of(names: Iterable[str]) -> str:
    """The state that has all those of these names; no two stand side by side."""
    wanted = {name for name in names if name in STATES}
    for name in wanted:
        if wanted <= set(_with_those_below(name)):
            return name
    if wanted:
        raise pytest.UsageError(f"No state has all of {', '.join(sorted(wanted))}")
    return ""


def _with_those_below(name: str) -> Iterable[str]:
    while name:
        yield name
        name = STATES[name].on


def edition() -> ResultsPage:
    """The Swedish edition of a state that has one; what a test adds is younger."""
    found: ResultsPage = ResultsPage.objects.filter(locale__language_code="sv").earliest("pk")
    return found


@state()
def two_languages() -> None:
    """A Swedish and an English front page, an index page, and a translator."""
    english = home_page("en")
    ResultsIndexPageFactory.create(title="Resultat", slug="resultat")
    user: User = UserFactory.create(username="translator", may=["change_page", "publish_page"])
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    GroupPagePermission.objects.filter(group=group).update(page=english)
    UserProfile.objects.create(user=user, preferred_language="en")


@state(on="two_languages")
def small_edition() -> None:
    """A small edition with a complete and published English translation."""
    published_in_english(ResultsPageFactory.create(introduction="What we do."))


NEW_LABEL = "reports examined closely"


@state(on="small_edition")
def stale_edition() -> None:
    """The same after a change of the source: of its translation one text is stale."""
    publish(edition(), body_with(label=NEW_LABEL))


@state(on="small_edition")
def stale_number() -> None:
    """The same after another change: the stale text says a number, too."""
    publish(edition(), body_with(label=f"{NEW_LABEL}, 12 of them"))


@state(on="two_languages")
def faulty_edition() -> None:
    """An edition of whose translation one text is stale and one is faulty."""
    page = ResultsPageFactory.create(introduction="Vi granskade 133 000 bilder.")
    say(published_in_english(page), "introduction", "We reviewed 131,000 pictures.")
    publish(page, body_with(label="reports examined"))


@state(on="two_languages")
def next_edition() -> None:
    """Next year's draft, submitted for translation: only its English title is typed."""
    page = ResultsPageFactory.create(introduction="Vi arbetar.", search_description="Hela 2016.")
    published_in_english(page)
    following: Any = start_next_edition(page)
    publish(following, body_with(value="7"), open_points=[])
    say(submit(again(following)), "title", "[en] 2017")


@state(on="two_languages")
def whole_edition() -> None:
    """A published edition with every block of ours, every child and every field given."""
    index, image, document = ResultsIndexPage.objects.get(), make_image(), make_document()
    ResultsPageFactory.create(
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


@state(on="whole_edition")
def translated_edition() -> None:
    """That edition with a published English translation."""
    published_in_english(edition())


@state(on="whole_edition")
def submitted_edition() -> None:
    """That edition after a person has submitted it on a site where this makes it public at once."""
    page = edition()
    with override_settings(WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE=True):
        submit_by_hand(browser_of(), page)
    assert target(page).live


@state()
def three_languages() -> None:
    """A Swedish edition and two places for it, which are there in English and Finnish, too."""
    Family.create()


@state(on="three_languages")
def three_versions() -> None:
    """The same edition with an English draft of strings, a Finnish one by hand, and a newer draft."""
    family = Family.read(Client())
    family.make("en", Version.DRAFT)
    say(translation(), "title", "Results")
    by_hand(family, "fi")
    edit(family, title=NEW_TITLE)


@state()
def every_block() -> None:
    """A site with an edition with every block in it, in Swedish and English: `Edition.read`."""
    make_edition()
