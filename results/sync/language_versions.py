"""Keep the other languages of a page in line with it when it is published, or mark what is not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext
from wagtail.models import PageViewRestriction, Revision

from ..blocks.walking import within_item
from ..conf import optional
from ..context import fetching_once
from ..publishing import Publication, Refused
from ..publishing.models import Kind as Change
from ..record.models import source_in
from ..record.versions import LanguageVersion
from .aligning import Alignment
from .comparing import Kind, agree_as_written, compare
from .content import Content, Snippets, content_of
from .rewriting import rewrite

if TYPE_CHECKING:
    from datetime import datetime

    from .comparing import Difference


def follow(publication: Publication) -> None:
    """Bring the other languages of the publication's page into line; the work of the step."""
    page = publication.page
    if page is None:
        _unpublish_orphans(publication)
    elif not page.alias_of_id:
        with fetching_once():
            # What the system has published follows already; to change it again could go on for ever.
            sync_languages(page, changes_version=not publication.by_system)


def sync_languages(page: Any, *, changes_version: bool = True) -> None:
    """Bring the language versions of a page, as it is now, into line with their source.

    Each has the source's figures, order, blocks, files and life afterwards, or what it has not is in
    its LanguageVersion. Where the page is a version itself, only that one is looked at, and without
    `changes_version` it is not changed. Wagtail itself sees to aliases. Raises Refused, or another
    ValidationError, if a version would not be safe; the others are in line then, and what that one
    lacks is marked.
    """
    source, *versions = _family(page)
    # It may have been a version of a page that has been deleted since.
    for row in LanguageVersion.objects.filter(page=source.pk):
        # One by one: a statement that deletes nothing would have every stored answer made anew.
        row.delete()
    if page.pk != source.pk:
        versions = [each for each in versions if each.pk == page.pk]
    elif not source.live:
        _unpublish(versions)
        return
    handled: set[int] = set()
    failures = []
    if translating := optional("translation.sync.source"):
        handled = translating.versions_handled(source, versions)
        try:
            # A version may be the source of another one.
            translating.sync_translations(page)
        except ValidationError as error:
            failures.append(error)
    may_change = changes_version or page.pk == source.pk
    failures += Comparison(source).settle(versions, handled, may_change=may_change)
    if failures:
        raise failures[0]


def _family(page: Any) -> list[Any]:
    pages = type(page)._default_manager.select_related("locale")
    return list(source_in(pages, page.translation_key))


def _unpublish(versions: Iterable[Any]) -> None:
    for version in versions:
        if version.live:
            # A context of its own: Wagtail's history shows one page's entry for each.
            with LogContext():
                UnpublishPageAction(version).execute(skip_permission_checks=True)


def _unpublish_orphans(publication: Publication) -> None:
    """Unpublish the versions of a source that was public, and has been deleted."""
    earlier = Publication.objects.filter(page_id=publication.page_id, pk__lt=publication.pk).first()
    if earlier is None or earlier.kind == Change.UNPUBLISHED:
        return
    rows = LanguageVersion.objects.filter(
        page__translation_key=publication.translation_key,
        page__live=True,
        source_language=publication.language_code,
    )
    _unpublish([row.page.specific for row in rows.select_related("page")])


class Comparison:
    """A source as it is public, with which its language versions are compared."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self._snippets = Snippets()

    @transaction.atomic
    def settle(
        self, versions: Sequence[Any], handled: Container[int], *, may_change: bool = True
    ) -> list[ValidationError]:
        """Compare the versions, of one that is not public the draft, and keep what differs.

        Each is made as private as the source before, and brought into line if its key is not among
        those `handled` by an app. Returns what refused that.
        """
        keys = [version.pk for version in versions]
        found = LanguageVersion.objects.select_for_update().filter(page__in=keys).order_by("pk")
        rows = {row.page_id: row for row in found}
        # Read once nobody else compares them.
        pages = type(self.source)._base_manager.select_related("locale").in_bulk(keys)
        failures = []
        for version in versions:
            if page := pages.get(version.pk):
                row = rows.get(version.pk) or LanguageVersion(page_id=version.pk)
                self._note_what_was_written(version, row)
                is_by_hand = version.pk not in handled
                failures += self._settle(page, row, is_by_hand=is_by_hand, may_change=may_change)
        return failures

    def _settle(
        self, page: Any, row: LanguageVersion, *, is_by_hand: bool, may_change: bool
    ) -> list[ValidationError]:
        # It fetches the snippets, too.
        content = self._content
        alignment = Alignment(self.source, row, self._snippets, page.locale_id)
        failures, had = [], row.source_items
        if may_change and self.source.live:
            self._make_private(page)
            failures = _bring_into_line(page, alignment) if is_by_hand else []
        own = page if page.live else _latest(page)
        if own is not None:
            compare(
                content,
                content_of(own, self._snippets),
                row,
                prose=None if is_by_hand else row.prose,
                untranslated=alignment.copied,
                life=list(self._life(own)) if own.live else (),
                language=page.locale.language_code,
            )
            if failures:
                # What it has not got yet is still to come.
                row.source_items = had
            row.save()
            if events := optional("webhooks.events"):
                events.compared(row)
        return failures

    def agree(self, row: LanguageVersion, path: str) -> None:
        """Note that the text or file at a path is right beside what the source has now."""
        theirs = self._content.moving.get(within_item(path))
        if theirs and path in row.agreed:
            row.agreed[path]["source"] = theirs[1].digest
            row.save(update_fields=["agreed"])

    @cached_property
    def _content(self) -> Content:
        return content_of(self.source, self._snippets)

    def _note_what_was_written(self, version: Any, row: LanguageVersion) -> None:
        """Note what was written while nothing was compared: it is right beside the source of then."""
        language = self.source.locale.language_code
        if row.source_language != language:
            # What was agreed with another page says nothing of this one.
            row.source_items, row.agreed, row.older, row.untranslated = [], {}, {}, {}
        row.source_language = language
        states = []
        if version.live and row.pk is None:
            states.append((version, version.last_published_at))
        if not version.live or version.has_unpublished_changes:
            states.append((_latest(version), version.latest_revision_created_at))
        for page, written_at in states:
            if page and written_at and (source := self._public_at(written_at)):
                own = content_of(page, self._snippets)
                agree_as_written(source, own, row, is_beside=version.live)

    def _public_at(self, moment: datetime) -> Content | None:
        """The source as it was public at a moment; None where it is as it was, or nobody knows."""
        known = Publication.objects.filter(
            page_id=self.source.pk, kind=Change.PUBLISHED, created_at__lte=moment
        )
        key = known.values_list("revision_id", flat=True).first()
        if key == self.source.live_revision_id:
            return None
        revision = Revision.objects.filter(pk=key).first()
        page = revision and _read(revision)
        return content_of(page, self._snippets) if page else None

    @cached_property
    def _places(self) -> dict[int, str]:
        """The path of the parent in each language in which it has one."""
        parent = self.source.get_parent()
        if parent is None:
            return {}
        return dict(parent.get_translations(inclusive=True).values_list("locale_id", "path"))

    @cached_property
    def _restrictions(self) -> list[tuple[str, PageViewRestriction]]:
        """All restrictions, each with the path of its page: what is below that is private, too."""
        found = PageViewRestriction.objects.select_related("page")
        return [(each.page.path, each) for each in found]

    def _restrictions_of(self, page: Any) -> list[PageViewRestriction]:
        return [each for path, each in self._restrictions if page.path.startswith(path)]

    def _make_private(self, version: Any) -> None:
        """Make a version as private as the source; a restriction that it is under stays."""
        if self._restrictions_of(version):
            return
        for restriction in self._restrictions_of(self.source):
            copy = PageViewRestriction.objects.create(
                page_id=version.pk,
                restriction_type=restriction.restriction_type,
                password=restriction.password,
            )
            copy.groups.set(restriction.groups.all())
            self._restrictions.append((version.path, copy))

    def _life(self, page: Any) -> Iterator[Difference]:
        if not self.source.live and self.source.first_published_at:
            yield Kind.UNPUBLISHED, ""
        if page.expire_at != self.source.expire_at:
            yield Kind.EXPIRY, ""
        if bool(self._restrictions_of(page)) != bool(self._restrictions_of(self.source)):
            yield Kind.PRIVATE, ""
        place = self._places.get(page.locale_id)
        if place is not None and not page.path.startswith(place):
            yield Kind.PLACE, ""


def _bring_into_line(page: Any, alignment: Alignment) -> list[ValidationError]:
    """Bring a page into line, in place as well; return what refused that."""
    failures = []
    try:
        # To look is quicker than to lock the page, and most often there is nothing to change.
        if page.live and not page.has_unpublished_changes and not alignment.align(page):
            return []
        rewrite(page.pk, alignment.align)
    except ValidationError as error:
        failures.append(error)
    page.refresh_from_db()
    return failures


def _latest(page: Any) -> Any:
    """The page as its latest draft has it; None for one that cannot be read."""
    draft = page.get_latest_revision()
    return _read(draft) if draft else page


def _read(revision: Revision) -> Any:
    try:
        return revision.as_object()
    except Refused:
        return None
