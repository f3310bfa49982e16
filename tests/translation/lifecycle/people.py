"""What people do to a source and to its version in another language, and what follows from it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from results.models import ResultsPage
from results.publishing import Refused
from results.sync import sync_languages
from tests.factories import described

from ..translating import target, translate, translation_of
from .edits import Edit, Edits, in_english, translated
from .families import in_an_hour, let_time_come

OF_A_VERSION = {"new_block", "withdraw_block", "withdraw_figure", "to_another_list", "move"}


def publish(page: Any, edits: list[Edit], *, is_translated: bool = False) -> None:
    page = ResultsPage.objects.get(pk=page.pk)
    body = [dict(each) for each in page.body.get_prep_value()]
    for name, place, word in edits:
        getattr(Edits, name)(body, place, word)
    page.body = translated(body) if is_translated else body
    described(page).save_revision().publish()


def edit_version(page: Any, kind: str, edits: list[Edit], *, is_draft: bool = False) -> None:
    """A translator brings the version up to date; one who writes by hand changes its parts as well."""
    version = target(page).get_latest_revision_as_object()
    if kind == "synchronised":
        translate(translation_of(page), in_english)
        translation_of(page).save_target(publish=not is_draft)
        return
    structural = [each for each in edits if each[0] in OF_A_VERSION]
    body = translated(ResultsPage.objects.get(pk=page.pk).body.get_prep_value())
    for name, place, word in structural:
        getattr(Edits, name)(body, place, word + 10)
    version.body = body
    revision = described(version).save_revision()
    if not is_draft:
        revision.publish()


def settle(page: Any) -> None:
    """What follows from a publication; in tests nothing is ever committed."""
    sync_languages(ResultsPage.objects.get(pk=page.pk))


def update(page: Any, kind: str, edits: list[Edit]) -> None:
    edit_version(page, kind, edits)
    settle(target(page))


def draft(page: Any, kind: str, edits: list[Edit]) -> None:
    edit_version(page, kind, edits, is_draft=True)


def show(page: Any, _kind: str, _edits: list[Edit]) -> None:
    """Publish the latest draft of the version; one of which both sides took figures may be refused."""
    revision = described(target(page).get_latest_revision_as_object()).save_revision()
    with suppress(Refused):
        revision.publish()
    settle(target(page))


def schedule(page: Any, _kind: str, _edits: list[Edit]) -> None:
    version = target(page).get_latest_revision_as_object()
    version.go_live_at = in_an_hour()
    with suppress(Refused):
        described(version).save_revision().publish()
    settle(target(page))


def let_it_come(page: Any, _kind: str, _edits: list[Edit]) -> None:
    let_time_come()
    settle(page)
    settle(target(page))


def hide(page: Any, _kind: str, _edits: list[Edit]) -> None:
    target(page).unpublish()
    settle(target(page))


def withdraw(page: Any, _kind: str, _edits: list[Edit]) -> None:
    ResultsPage.objects.get(pk=page.pk).unpublish()
    settle(page)


def restrict(page: Any, _kind: str, edits: list[Edit]) -> None:
    """Make the source or the version private, or public again."""
    one = (page, target(page))[edits[0][1] % 2]
    if not one.view_restrictions.all().delete()[0]:
        one.view_restrictions.create(restriction_type="login")
    settle(one)


def let_expire(page: Any, _kind: str, edits: list[Edit]) -> None:
    """Let the source or the version expire one day, or not."""
    one = (page, target(page))[edits[0][1] % 2]
    expire_at = in_an_hour() if edits[0][2] % 2 else None
    ResultsPage.objects.filter(pk=one.pk).update(expire_at=expire_at)
    settle(one)


ACTS = {
    act.__name__: act
    for act in (
        update,
        draft,
        show,
        schedule,
        let_it_come,
        hide,
        withdraw,
        restrict,
        let_expire,
    )
}
