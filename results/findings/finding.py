"""One thing to know about a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..blocks import Severity, Stage
from ..blocks.ids import is_block_id

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor should know.

    An error of stage SAVING refuses every save that touches content, one of stage PUBLISHING
    refuses publishing only; a warning refuses nothing. `path` starts with the name of the page's
    field; inside a StreamField it goes on with ids of items and names of struct children, which is
    Wagtail's content path. An empty path is about the page as a whole.
    """

    message: StrOrPromise
    code: str
    path: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    stage: Stage = Stage.PUBLISHING

    @property
    def field(self) -> str:
        """The name of the page's field, or "" when the finding is about the whole page."""
        return self.path[0] if self.path else ""

    @property
    def block_anchor(self) -> str:
        """The fragment that leads to the place in the page form.

        Wagtail's "block-<id>-section" of the innermost stream item that encloses the place; for
        other fields the input itself; "" when the finding is about the whole page.
        """
        ids = [step for step in self.path[1:] if is_block_id(step)]
        if ids:
            return f"block-{ids[-1]}-section"
        return f"id_{self.field}" if self.field else ""

    @property
    def content_path(self) -> str:
        """The place in Wagtail's form, as the page editor's address fragments name it."""
        return ".".join(self.path)
