"""A site with every kind of page and answer, and what its visitors and its editors do there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Locale, Page, Site

from home.models import HomePage, InformationPage
from results.conf import setting
from results.snapshots.rendering.storable import ask
from results.snapshots.serving import table
from results.snapshots.serving.addresses import Address
from results.snapshots.serving.server import server
from tests.api.building import add_page
from tests.factories import (
    AdminFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    browser_of,
    good_body,
)
from tests.publishing.forms import page_form_data
from tests.routes import V3, Person
from tests.snapshots.hosts import SAYS
from tests.translation.building import make_document, make_image

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from results.models import ResultsIndexPage, ResultsPage

HOST = "testserver"
V2 = "/api/v2/pages/"
OURS = frozenset({SAYS.lower(), "cache-tag", "surrogate-key", "content-length", "etag", "expires"})
# To make an answer may make pictures, which other answers then tell of.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What a visitor was told."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def of(cls, response: Any) -> Told:
        """An answer without what only we say, or what stands for the bytes themselves."""
        headers = told_headers(response.items())
        return cls(response.status_code, headers, response.content)


def told_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers without what only we say, or what stands for the bytes themselves."""
    said = {name.lower(): value for name, value in headers if name.lower() not in OURS}
    if said.get("cache-control") == setting("SNAPSHOT_CACHE_CONTROL"):
        del said["cache-control"]
    varies = {one.strip().lower() for one in said.pop("vary", "").split(",")}
    said["vary"] = ", ".join(sorted(varies - {"", "accept-encoding"}))
    return tuple(sorted(said.items()))


@dataclass(slots=True)
class Place:
    """The site. `urls` are its public addresses by name."""

    home: HomePage
    home_en: HomePage
    index: ResultsIndexPage
    edition: ResultsPage
    other: ResultsPage
    information: InformationPage
    image: Any
    person: Person
    visitor: Client
    urls: dict[str, str]

    @property
    def browser(self) -> Client:
        """That of the person, who may do everything."""
        return self.person.browser

    def get(self, name: str) -> Any:
        """What a visitor gets at the address of the name."""
        return self.visitor.get(self.urls[name])

    def warm(self, *names: str) -> dict[str, Told]:
        """Have every address asked for until its answer is a stored one."""
        told: dict[str, Told] = {}
        for _try in range(MOST_TRIES):
            answers = {name: self.get(name) for name in names or self.urls}
            told = {name: Told.of(answer) for name, answer in answers.items()}
            cold = [
                name
                for name, answer in answers.items()
                if answer.status_code == 200 and answer.headers.get(SAYS) != "hit"
            ]
            if not cold:
                return told
        raise AssertionError(f"never stored: {cold}")

    def is_stored(self, name: str) -> bool:
        """Whether a valid answer is stored for the address."""
        return table.find(address(self.urls[name]).key) is not None

    def fresh(self, name: str) -> Told:
        """What the site itself says at the address."""
        _request, response = ask(address(self.urls[name]))
        return Told.of(response)

    def edit(self, page: Page, action: str = "action-publish", **values: Any) -> Any:
        """Change fields of a page in Wagtail's editor and press a button."""
        draft = page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()
        for name, value in values.items():
            setattr(draft, name, value)
        buttons = {action: "1"} if action else {}
        response = self.person.post("edit", page, page_form_data(draft, **buttons))
        assert response.status_code == 302, response.context and response.context["form"].errors
        return response

    def press(self, view: str, *args: Any, **fields: Any) -> Any:
        """Confirm one of Wagtail's own views."""
        response = self.browser.post(reverse(view, args=args), fields)
        assert response.status_code == 302, response.content[:500]
        return response


def address(url: str) -> Address:
    """The address as snapshots know it; it has no parameters."""
    return Address("http", HOST, url)


def build() -> Place:
    """Build the site: Swedish and English, two editions, and what they show and link to."""
    swedish, english = (LocaleFactory.create(language_code=code) for code in ("sv", "en"))
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=swedish)
    home = add_page(root, HomePage, title="Hem", slug="home-sv", locale=swedish, intro="<p>Hej</p>")
    key = home.translation_key
    home_en = add_page(
        root, HomePage, title="Home", slug="home-en", locale=english, translation_key=key
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    information = add_page(
        home, InformationPage, title="Hotline", slug="hotline", text="<p>Ring oss.</p>"
    )
    index = ResultsIndexPageFactory.create(parent=home, title="Resultat", slug="resultat")
    image = make_image()
    link = f'<a linktype="page" id="{information.pk}">Hotline</a>'
    edition = ResultsPageFactory.create(
        parent=index,
        title="Resultat 2016",
        introduction="Vi skyddar barn.",
        hero_image=image,
        hero_alt_text="Ett barn",
        report=make_document(),
        content=good_body(f"Vi granskar tips. {link}"),
    )
    other = ResultsPageFactory.create(parent=index, title="Resultat 2015", year=2015, slug="2015")
    index_en = ResultsIndexPageFactory.create(
        parent=home_en, locale=english, translation_key=index.translation_key, title="Results"
    )
    edition_en = ResultsPageFactory.create(
        parent=index_en,
        locale=english,
        translation_key=edition.translation_key,
        title="Results 2016",
        introduction="We protect children.",
    )
    pages = {
        "home": home,
        "home_en": home_en,
        "index": index,
        "edition": edition,
        "other": other,
        "information": information,
    }
    urls = {name: page.url for name, page in pages.items()}
    urls |= {"index_en": index_en.url, "edition_en": edition_en.url}
    urls |= {"feed": "/resultat/feed/", "sitemap": "/sitemap.xml", "v2 list": V2, "v3 list": V3}
    for name in ("home", "index", "edition", "other"):
        urls |= {f"v2 {name}": f"{V2}{pages[name].pk}/", f"v3 {name}": f"{V3}{pages[name].pk}/"}
    user = AdminFactory.create(username="whoever publishes")
    person = Person(user, browser_of(user))
    return Place(**pages, image=image, person=person, visitor=Client(), urls=urls)


def english() -> Locale:
    """The second language."""
    locale: Locale = Locale.objects.get(language_code="en")
    return locale


# A form has another one each time it is shown.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def after(place: Place, change: Callable[[], object], changed: Collection[str] = ()) -> None:
    """Do it when answers are stored, then see that no visitor gets an old one.

    `changed` names addresses whose answers are other ones by it, so that it is known to do
    something.
    """
    names = sorted({*changed, "home"})
    before = place.warm(*names)
    change()
    now = as_the_site_says(place, names)
    same = {name for name in changed if now[name].body == plainly(before[name]).body}
    assert not same, f"not changed at all: {sorted(same)}"


def keeps(place: Place, change: Callable[[], object]) -> None:
    """Do it when answers are stored, then see that visitors are given those still."""
    names = ("home", "edition", "v3 edition")
    place.warm(*names)
    change()
    lost = {name for name in names if place.get(name).headers.get(SAYS) != "hit"}
    assert not lost, f"needlessly lost: {sorted(lost)}"
    as_the_site_says(place, names)


def as_the_site_says(place: Place, names: Iterable[str]) -> dict[str, Told]:
    """See that each answer is that of the site, out of memory and out of the table alone."""
    now: dict[str, Told] = {}
    for name in names:
        given = plainly(Told.of(place.get(name)))
        server().memory.clear()
        stored = plainly(Told.of(place.get(name)))
        fresh = now[name] = plainly(place.fresh(name))
        for source, answer in (("at once", given), ("by the table", stored)):
            assert answer == fresh, f"{name} is old {source}: {difference(answer, fresh)}"
    return now


def difference(given: Told, fresh: Told) -> str:
    """Where two answers differ, for whoever reads why a test failed."""
    if given.status != fresh.status:
        return f"{given.status} instead of {fresh.status}"
    if given.headers != fresh.headers:
        return str(set(given.headers) ^ set(fresh.headers))
    old, new = given.body.splitlines(), fresh.body.splitlines()
    pairs = zip(old, new, strict=False)
    lines = next(((one, other) for one, other in pairs if one != other), (b"", b""))
    return f"{lines[0][:300]!r} instead of {lines[1][:300]!r}"


def plainly(told: Told) -> Told:
    """What was told without what is another each time."""
    return replace(told, body=_TOKEN.sub(b"", told.body))
