"""Whatever is done in whatever order: the record is what is public, and never rewritten."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from results.models import Figure, ResultsIndexPage, ResultsPage
from results.publishing import Publication, Refused
from results.publishing.steps import run_again
from results.record.recording import rebuild
from tests import database
from tests.factories import ResultsIndexPageFactory, home_page
from tests.publishing.test_races import at_once
from tests.publishing.world import reconcile

from .building import body, differences, edition, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(3000)]

IS_LONG = how.default is not None and how.default.max_examples >= 2000

numbers = st.integers(0, 20)
figures = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1).map(
    lambda values: [{"name": name, "value": str(value)} for name, value in values.items()]
)


class AnyOrder(RuleBasedStateMachine):
    """What editors and programs do with editions, and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.later = timezone.now, timedelta()
        self.closed: dict[int, dict[str, Any]] = {}

    @initialize()
    def build(self) -> None:
        home_page("en")
        index = ResultsIndexPageFactory.create(slug="results")
        ResultsIndexPageFactory.create(slug="other")
        for year in (2015, 2016):
            edition(index, year=year)
        timezone.now = lambda: self.now() + self.later

    def teardown(self) -> None:
        timezone.now = self.now
        database.restore()

    def do(self, number: int, change: Callable[[Any], Any], *, writes: bool = False) -> None:
        """Do it to one of the editions, unless the site refuses to; no alias is written."""
        found = ResultsPage.objects.order_by("pk")
        pages = list(found.filter(alias_of=None) if writes else found)
        if pages:
            with suppress(ValidationError, Refused):
                change(pages[number % len(pages)])

    @rule(number=numbers, figures=figures)
    def publish(self, number: int, figures: Any) -> None:
        self.do(number, lambda page: publish(page, *figures), writes=True)

    @rule(number=numbers, figures=figures)
    def edit(self, number: int, figures: Any) -> None:
        def change(page: Any) -> None:
            page.body = body(*figures)
            page.save_revision()

        self.do(number, change, writes=True)

    @rule(number=numbers)
    def unpublish(self, number: int) -> None:
        self.do(number, lambda page: page.unpublish())

    @rule(number=numbers, which=numbers)
    def revert(self, number: int, which: int) -> None:
        def change(page: Any) -> None:
            if revisions := list(page.revisions.order_by("pk")):
                revisions[which % len(revisions)].as_object().save_revision().publish()

        self.do(number, change, writes=True)

    @rule(number=numbers, is_public=st.booleans(), is_alias=st.booleans())
    def copy(self, number: int, is_public: bool, is_alias: bool) -> None:
        def change(page: Any) -> None:
            slug = f"copy-{ResultsPage.objects.count()}"
            for index in ResultsIndexPage.objects.filter(locale=page.locale):
                if is_alias:
                    page.create_alias(parent=index, update_slug=slug)
                else:
                    page.copy(to=index, update_attrs={"slug": slug}, keep_live=is_public)

        self.do(number, change)

    @rule(number=numbers)
    def convert(self, number: int) -> None:
        def change(page: Any) -> None:
            if page.alias_of_id:
                ConvertAliasPageAction(page).execute(skip_permission_checks=True)
                reconcile()

        self.do(number, change)

    @rule(number=numbers, is_by_hand=st.booleans())
    def translate(self, number: int, is_by_hand: bool) -> None:
        def change(page: Any) -> None:
            english = Locale.objects.get(language_code="en")
            if page.has_translation(english):
                return
            if is_by_hand:
                copy = page.copy_for_translation(english, copy_parents=True)
                copy.get_latest_revision().publish()
            elif page.locale_id != english.pk:
                translate_object(page, [english])

        self.do(number, change, writes=True)

    @rule(number=numbers, slug=st.sampled_from(["results", "other"]), is_index=st.booleans())
    def move(self, number: int, slug: str, is_index: bool) -> None:
        def change(page: Any) -> None:
            if is_index:
                index = ResultsIndexPage.objects.filter(slug=slug).first()
                index = index and index.specific
                if index:
                    index.slug = f"{slug}-{index.pk}" if "-" not in index.slug else slug
                    index.save()
            elif index := ResultsIndexPage.objects.filter(slug=slug, locale=page.locale).first():
                page.move(index, pos="last-child")

        self.do(number, change)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        self.do(number, lambda page: page.delete())

    @rule(number=numbers, figures=figures, is_expiry=st.booleans())
    def schedule(self, number: int, figures: Any, is_expiry: bool) -> None:
        name = "expire_at" if is_expiry else "go_live_at"
        moment = timezone.now() + timedelta(minutes=30)
        self.do(number, lambda page: publish(page, *figures, **{name: moment}), writes=True)

    @rule()
    def let_time_pass(self) -> None:
        self.later += timedelta(minutes=40)
        call_command("publish_scheduled")

    @rule(number=numbers)
    def publish_at_once(self, number: int) -> None:
        def change(page: Any) -> None:
            at_once(lambda turn: publish_unless_refused(page, str(turn)))

        self.do(number, change, writes=True)

    @rule(number=numbers)
    def run_an_earlier_step_again(self, number: int) -> None:
        if publications := list(Publication.objects.order_by("pk")):
            run_again(publications[number % len(publications)])

    @rule(number=numbers)
    def rebuild(self, number: int) -> None:
        self.do(number, lambda page: rebuild(ResultsPage))
        self.closed = closed_rows()

    @invariant()
    def the_record_is_what_is_public(self) -> None:
        assert differences() == []

    @invariant()
    def what_is_closed_stays_as_it_is(self) -> None:
        now = closed_rows()
        assert {pk: now.get(pk) for pk in self.closed} == self.closed
        self.closed = now


def publish_unless_refused(page: Any, value: str) -> None:
    with suppress(ValidationError, Refused):
        publish(page, {"name": "a", "value": value})


def closed_rows() -> dict[int, dict[str, Any]]:
    """The closed rows without their references, which are emptied when something is deleted."""
    names = [field.name for field in Figure._meta.fields if not field.is_relation]
    closed = Figure.objects.filter(valid_to__isnull=False)
    return {row["id"]: row for row in closed.values(*names)}


def test_the_record_is_what_is_public_after_anything() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=how(
            max_examples=100 if IS_LONG else 3,
            stateful_step_count=40 if IS_LONG else 15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
