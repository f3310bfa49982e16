"""The front pages of sites: Wagtail keeps their addresses in its cache, for an hour.

It forgets them in the process that changes one. Where each process has a cache of its own, all
others go on with what they know: whatever they make then is not to be given, and they are to ask
anew, which they do for each generation (see `making`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page, Site

if TYPE_CHECKING:
    from ..statements.tables import Table
    from ..statements.writes import Write
    from .images import Row

# What makes a page a front page, a translation of one as well; its language, and its address.
TELLING = ("translation_key", "locale_id", "url_path")


def changes_front_pages(
    table: Table, write: Write, old: list[Row] | None, new: list[Row] | None
) -> bool:
    """Whether the change of a page's row adds or removes a front page, or what is kept of one.

    `old` and `new` are the rows before and after it; None where they may be any.
    """
    if table.name != Page._meta.db_table:
        return False
    if old is None or new is None:
        return not write.columns or not write.columns.isdisjoint(TELLING)
    keys = {key for key, *_rest in _told(old) ^ _told(new) if key}
    return bool(keys) and Site.objects.filter(root_page__translation_key__in=keys).exists()


def _told(rows: list[Row]) -> set[tuple[str | None, ...]]:
    return {tuple(row.get(name) for name in TELLING) for row in rows}
