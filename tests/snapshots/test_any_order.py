"""Whatever is done in whatever order: no stored answer is old after any of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how
from hypothesis import strategies as st
from pytest_django import Settings

from results.publishing import Refused
from results.snapshots import table
from results.snapshots.models import Snapshot
from results.snapshots.storing import ask
from results.translation.glossary import Term
from tests import database
from tests.routes import V3
from tests.snapshots.changes.place import V2, Place, address, build, told
from tests.snapshots.conftest import SAYS, begin_anew
from tests.translation.translating import english

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1500)]

IS_LONG = how.default is not None and how.default.max_examples >= 2000
HERE = "http://testserver"


def visit(place: Place) -> None:
    """Compare each answer that is stored with the site's own, and have the others made."""
    for url in urls():
        answer = place.visitor.get(url)
        if answer.headers.get(SAYS) != "hit":
            continue
        _request, response = ask(address(url))
        assert told(answer) == told(response), f"{url} is old"
        if answer.status_code == 404:
            continue
        stored = table.find(address(url).key)
        assert stored is not None
        assert stored.encodings[""] == answer.content, f"{url}: memory is not the table"


def urls() -> list[str]:
    """The addresses of all pages, and of what tells of them or shows them in a host's own way."""
    found = ["/", "/en/", "/resultat/feed/", "/sitemap.xml", V2, V3, "/of-the-host/terms/"]
    for page in Page.objects.filter(depth__gt=1).order_by("path")[:12]:
        parts = page.get_url_parts()
        if parts and parts[2]:
            found.append(parts[2])
        found += [f"{V2}{page.pk}/", f"{V3}{page.pk}/"]
    stored = Snapshot.objects.filter(url__startswith=HERE).values_list("url", flat=True)
    found += [url.removeprefix(HERE) for url in stored]
    return list(dict.fromkeys(found))


def change(page: Any, *, is_draft: bool = False, **values: Any) -> None:
    """Save the page with other values, and publish it unless it is a draft."""
    for name, value in values.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if not is_draft:
        revision.publish()


def move(place: Place, page: Any, word: str) -> None:
    target = Page.objects.filter(pk=(place.home if word == "Ett" else place.index).pk).first()
    if target and target.pk != page.pk and not target.is_descendant_of(page):
        page.move(target, pos="first-child")


def change_image(image: Any, word: str) -> None:
    image.title = word
    image.focal_point_x = image.focal_point_y = {"Ett": None, "Två": 5, "Tre": 50}[word]
    image.focal_point_width = image.focal_point_height = image.focal_point_x and 5
    if word == "Tre":
        image.file = get_test_image_file(colour="red")
    image.save()


def change_term(word: str) -> None:
    languages = {
        "source_locale": Locale.objects.get(language_code="sv"),
        "target_locale": english(),
    }
    Term.objects.update_or_create(**languages, defaults={"term": word})


def translate(page: Any, *, alias: bool) -> None:
    if page.locale_id != english().pk and not page.has_translation(english()):
        copy = page.copy_for_translation(english(), copy_parents=True, alias=alias)
        if not alias:
            copy.get_latest_revision().publish()


def add_alias(place: Place, page: Any) -> None:
    parent, slug = Page.objects.filter(pk=place.home.pk).first(), f"alias-{page.pk}"
    if parent and not Page.objects.filter(slug=slug).exists():
        page.create_alias(parent=parent, update_slug=slug)


SOON = timedelta(minutes=30)
KINDS = {"Ett": "login", "Två": "groups", "Tre": "password"}
Act = Callable[[Place, Any, str], Any]
# What is done to a page that has an original follows from what is done to that.
TO_ORIGINALS: dict[str, Act] = {
    "publish": lambda _, page, word: change(page, title=f"{word} {page.pk}"),
    "save a draft": lambda _, page, word: change(page, title=word, is_draft=True),
    "change the slug": lambda _, page, word: change(page, slug=f"{len(word)}{word[0]}-{page.pk}"),
    "set an end": lambda _, page, word: change(page, expire_at=timezone.now() + SOON),
    "set a time": lambda _, page, word: change(page, go_live_at=timezone.now() + SOON),
}
ACTS: dict[str, Act] = TO_ORIGINALS | {
    "unpublish": lambda _, page, word: page.unpublish(),
    "delete": lambda _, page, word: page.delete(),
    "move": move,
    "restrict": lambda _, page, word: PageViewRestriction.objects.create(
        page=page, restriction_type=KINDS[word]
    ),
    "release": lambda *_: [each.delete() for each in PageViewRestriction.objects.all()],
    "translate": lambda _, page, word: translate(page, alias=False),
    "translate by an alias": lambda _, page, word: translate(page, alias=True),
    "add an alias": lambda place, page, word: add_alias(place, page),
    "change an image": lambda place, page, word: change_image(place.image, word),
    "change a snippet": lambda _, page, word: change_term(word),
    "delete snippets": lambda *_: Term.objects.all().delete(),
    "write past the editor": lambda _, page, word: Page.objects.filter(
        path__startswith=page.path
    ).update(seo_title=word),
    "publish what is due": lambda *_: call_command("publish_scheduled"),
    "restart": lambda *_: begin_anew(),
    "let time pass": lambda *_: None,
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(ACTS)), st.integers(0, 20), st.sampled_from(["Ett", "Två", "Tre"])
    ),
    min_size=9,
    max_size=30 if IS_LONG else 11,
)


@how(
    max_examples=60 if IS_LONG else 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
@given(steps=STEPS)
def test_no_stored_answer_is_old_after_anything(
    steps: list[tuple[str, int, str]], settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.snapshots.changes.place"
    begin_anew()
    place = build()
    later, now = timedelta(), timezone.now
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "now", lambda: now() + later)
            visit(place)
            for act, number, word in steps:
                # Below the front pages.
                pages = Page.objects.filter(depth__gt=2).order_by("pk")
                found = [*(pages.filter(alias_of=None) if act in TO_ORIGINALS else pages)]
                assume(found)
                # What the site refuses is not done.
                with suppress(ValidationError, Refused):
                    ACTS[act](place, found[number % len(found)].specific, word)
                if act == "let time pass":
                    later += timedelta(minutes=40)
                visit(place)
    finally:
        begin_anew()
        database.restore()
