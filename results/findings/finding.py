"""A finding, and where in the page form it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from wagtail.fields import StreamField

from ..blocks import Severity, Stage

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
        ids = [step for step in self.path[1:] if _is_block_id(step)]
        if ids:
            return f"block-{ids[-1]}-section"
        return f"id_{self.field}" if self.field else ""

    @property
    def content_path(self) -> str:
        """The place in Wagtail's form, as the page editor's address fragments name it."""
        return ".".join(self.path)


def describe_path(page: Any, path: tuple[str, ...]) -> str:
    """Where in the page something is, in words: "Body › Piece of work › Heading".

    As far as the path leads: "" for a field that the page has not, the block around one that is
    gone.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    names = [capfirst(field.verbose_name), *(bound.block.label for bound in _blocks(page, path))]
    return " › ".join(str(name) for name in names)


def anchor_of(page: Any, finding: Finding) -> str:
    """The fragment that leads to the finding's place in the page form, or "".

    `Finding.block_anchor`, but for fields whose input nobody sees: streams and choosers.
    """
    field = _field_of(page, finding.path)
    if field is None:
        return ""
    if finding.block_anchor != f"id_{field.name}":
        return finding.block_anchor
    if isinstance(field, StreamField):
        return str(field.name)
    return f"{finding.block_anchor}-chooser" if field.is_relation else finding.block_anchor


def existing_path(page: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path as far as it leads somewhere in the page: shorter where a block on it is gone."""
    if _field_of(page, path) is None:
        return ()
    return path[: 1 + len(list(_blocks(page, path)))]


def path_exists(page: Any, path: tuple[str, ...]) -> bool:
    """Whether the path leads to something in the page; not when a block on it is gone."""
    return bool(path) and existing_path(page, path) == path


def _field_of(page: Any, path: tuple[str, ...]) -> Any:
    try:
        field = page._meta.get_field(path[0]) if path else None
    except FieldDoesNotExist:
        return None
    # What others keep about the page is no field of its form, and has no name to be shown.
    return field if hasattr(field, "verbose_name") else None


def _blocks(page: Any, path: tuple[str, ...]) -> Any:
    """Yield the blocks on the way, from the outermost on, as far as there are any."""
    field = _field_of(page, path)
    if not isinstance(field, StreamField):
        return
    stream = getattr(page, field.name)
    for end in range(2, len(path) + 1):
        bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
        if bound is None:
            return
        yield bound


def _is_block_id(step: str) -> bool:
    try:
        UUID(step)
    except ValueError:
        return False
    return True
