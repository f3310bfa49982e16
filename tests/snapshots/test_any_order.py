"""Whatever is done in whatever order: no stored answer is old after any of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from results.publishing import Refused
from results.snapshots.models import Snapshot
from results.snapshots.rendering.storable import ask
from results.snapshots.serving import table
from results.translation.glossary import Term
from tests import database
from tests.routes import V3
from tests.snapshots.changes.place import (
    V2,
    Place,
    Told,
    address,
    build,
    difference,
    english,
    plainly,
)
from tests.snapshots.conftest import begin_anew
from tests.snapshots.hosts import SAYS

if TYPE_CHECKING:
    from pytest_django import Settings

    from results.snapshots.serving.addresses import Address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1500)]

IS_LONG = how.default is not None and how.default.max_examples >= 2000
WORDS = ("Ett", "Två", "Tre")
words, numbers = st.sampled_from(WORDS), st.integers(0, 20)
kinds = st.sampled_from(["login", "groups", "password"])
HERE = "http://testserver"


class AnyOrder(RuleBasedStateMachine):
    """What editors do, and the clock; visitors ask for everything after every step."""

    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.now = timezone.now
        self.later = timedelta()

    @initialize()
    def build(self) -> None:
        begin_anew()
        self.place = build()
        timezone.now = lambda: self.now() + self.later
        self.visit()

    def teardown(self) -> None:
        timezone.now = self.now
        begin_anew()
        database.restore()

    def visit(self) -> None:
        """Compare each answer that is stored with the site's own, and have the others made."""
        for url in self.urls():
            answer = self.place.visitor.get(url)
            if answer.headers.get(SAYS) != "hit":
                continue
            self.compare(address(url), Told.of(answer), "memory or table")
            stored = table.find(address(url).key)
            assert stored is not None
            assert stored.encodings[""] == answer.content, f"{url}: memory is not the table"

    def compare(self, where: Address, given: Told, source: str) -> None:
        _request, response = ask(where)
        fresh = plainly(Told.of(response))
        given, url = plainly(given), where.url
        assert given == fresh, f"{url} is old ({source}): {difference(given, fresh)}"

    def urls(self) -> list[str]:
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

    def page(self, number: int, *, is_alias: bool | None = None) -> Any:
        """A page below the front pages; `is_alias` says whether it may or must be an alias."""
        pages = Page.objects.filter(depth__gt=2).order_by("pk")
        if is_alias is not None:
            pages = pages.filter(alias_of__isnull=not is_alias)
        found = list(pages)
        return found[number % len(found)].specific if found else None

    def do(self, page: Any, change: Any) -> None:
        """Do it, unless the site refuses to; then see what visitors get."""
        if page is not None:
            with suppress(ValidationError, Refused):
                change(page)
        self.visit()

    @rule(number=numbers, word=words, is_draft=st.booleans())
    def publish(self, number: int, word: str, is_draft: bool) -> None:
        def change(page: Any) -> None:
            page.title = f"{word} {page.pk}"
            revision = page.save_revision()
            if not is_draft:
                revision.publish()

        self.do(self.page(number, is_alias=False), change)

    @rule(number=numbers)
    def unpublish(self, number: int) -> None:
        self.do(self.page(number), lambda page: page.unpublish())

    @rule(number=numbers, word=words)
    def change_slug(self, number: int, word: str) -> None:
        def change(page: Any) -> None:
            page.slug = f"{word.lower().replace('å', 'a')}-{page.pk}"
            page.save_revision().publish()

        self.do(self.page(number, is_alias=False), change)

    @rule(number=numbers, to_home=st.booleans())
    def move(self, number: int, to_home: bool) -> None:
        def change(page: Any) -> None:
            target = self.place.home if to_home else self.place.index
            target = Page.objects.filter(pk=target.pk).first()
            if target and target.pk != page.pk and not target.is_descendant_of(page):
                page.move(target, pos="first-child")

        self.do(self.page(number), change)

    @rule(word=words, is_file=st.booleans(), point=st.one_of(st.none(), st.integers(5, 50)))
    def change_image(self, word: str, is_file: bool, point: int | None) -> None:
        image = self.place.image
        image.title = word
        image.focal_point_x = image.focal_point_y = point
        image.focal_point_width = image.focal_point_height = point and 5
        if is_file:
            image.file = get_test_image_file(colour="red")
        image.save()
        self.visit()

    @rule(word=words, is_removed=st.booleans())
    def change_snippet(self, word: str, is_removed: bool) -> None:
        if is_removed:
            Term.objects.all().delete()
        else:
            source = Locale.objects.get(language_code="sv")
            Term.objects.update_or_create(
                source_locale=source, target_locale=english(), defaults={"term": word}
            )
        self.visit()

    @rule(number=numbers, kind=kinds)
    def restrict(self, number: int, kind: str) -> None:
        self.do(
            self.page(number),
            lambda page: PageViewRestriction.objects.create(page=page, restriction_type=kind),
        )

    @rule()
    def release(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()
        self.visit()

    @rule(number=numbers, is_alias=st.booleans())
    def translate(self, number: int, is_alias: bool) -> None:
        def change(page: Any) -> None:
            if page.locale_id != english().pk and not page.has_translation(english()):
                copy = page.copy_for_translation(english(), copy_parents=True, alias=is_alias)
                if not is_alias:
                    copy.get_latest_revision().publish()

        self.do(self.page(number), change)

    @rule(number=numbers)
    def add_alias(self, number: int) -> None:
        def change(page: Any) -> None:
            parent = Page.objects.filter(pk=self.place.home.pk).first()
            if parent and not Page.objects.filter(slug=f"alias-{page.pk}").exists():
                page.create_alias(parent=parent, update_slug=f"alias-{page.pk}")

        self.do(self.page(number), change)

    @rule(code=st.sampled_from(["fi", "da"]))
    def add_locale(self, code: str) -> None:
        Locale.objects.get_or_create(language_code="en")
        Locale.objects.filter(language_code=code).delete()
        self.visit()

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        self.do(self.page(number), lambda page: page.delete())

    @rule(number=numbers, is_expiry=st.booleans())
    def set_clock(self, number: int, is_expiry: bool) -> None:
        def change(page: Any) -> None:
            name = "expire_at" if is_expiry else "go_live_at"
            setattr(page, name, timezone.now() + timedelta(minutes=30))
            page.save_revision().publish()

        self.do(self.page(number, is_alias=False), change)

    @rule(is_tidied=st.booleans())
    def let_time_pass(self, is_tidied: bool) -> None:
        self.later += timedelta(minutes=40)
        if is_tidied:
            call_command("publish_scheduled")
        self.visit()

    @rule(number=numbers, word=words)
    def write_past_the_editor(self, number: int, word: str) -> None:
        self.do(
            self.page(number),
            lambda page: Page.objects.filter(path__startswith=page.path).update(seo_title=word),
        )

    @rule()
    def restart(self) -> None:
        begin_anew()
        self.visit()


def test_no_stored_answer_is_old_after_anything(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.snapshots.changes.host"
    run_state_machine_as_test(
        AnyOrder,
        settings=how(
            max_examples=60 if IS_LONG else 3,
            stateful_step_count=30 if IS_LONG else 11,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
