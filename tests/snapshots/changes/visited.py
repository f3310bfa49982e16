"""A site that is visited after every step: each stored answer is compared with the site's own."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Page

from hypothesis.stateful import RuleBasedStateMachine, initialize

from results.publishing import Refused
from results.snapshots.models import Snapshot
from results.snapshots.rendering.requests import ask
from results.snapshots.serving import table
from tests import database
from tests.snapshots.conftest import begin_anew

from .place import SAYS, V2, V3, Place, Told, address, build
from .watch import difference, plainly

if TYPE_CHECKING:
    from results.snapshots.serving.addresses import Address

HERE = "http://testserver"


class Visited(RuleBasedStateMachine):
    """The site, its editors, and visitors who ask for everything after every step."""

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
        """The addresses of all pages, and of what tells of them."""
        found = ["/", "/en/", "/resultat/feed/", "/sitemap.xml", V2, V3]
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
