"""What the command tells of an import, on standard output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..reporting import as_json
from ..telling import tell

if TYPE_CHECKING:
    from ..planning import Plan


class Report:
    """A report as text or as JSON on a stream; a terminal that has not all letters gets others."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def tell_as_json(self, plan: Plan, page: Any = None, *, is_new: bool = False) -> None:
        """Write one object. `page` is None where none was made."""
        made = _page(page, is_new=is_new) if page is not None else None
        is_narrow = not self._encoding.lower().startswith("utf")
        self.write(json.dumps(as_json(plan, made), ensure_ascii=is_narrow, indent=2))

    def tell(self, plan: Plan, page: Any = None, *, is_new: bool = False) -> None:
        """Write what will be made, or was. `page` is None where none was made."""
        self.write(tell(plan))
        if page is None:
            self.write(_("Nothing was written."))
            return
        named = {"title": page.title, "id": page.pk}
        if is_new:
            self.write(_("Draft made: “%(title)s”, page %(id)d.") % named)
        else:
            self.write(
                _(
                    "This document was imported before, as “%(title)s”, page %(id)d. "
                    "Nothing was made; --again makes another draft."
                )
                % named
            )
        if page.live:
            self.write(_("It is published: %(url)s") % {"url": page.full_url or page.url_path})
        elif is_new:
            self.write(_("To take it back: manage.py import_results --undo %(id)d") % named)

    def write(self, text: str) -> None:
        """Write a line; letters that the terminal has not become question marks."""
        self.stream.write(text.encode(self._encoding, "replace").decode(self._encoding))

    @property
    def _encoding(self) -> str:
        return getattr(self.stream, "encoding", None) or "utf-8"


def _page(page: Any, *, is_new: bool) -> dict[str, Any]:
    return {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }
