"""What goes into an archive, a ZIP of JSON and files, and the keys of pages, pictures, documents and indicators
within its content.

Nothing is ever unpacked to a path that the archive names."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import escape

from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.rich_text.rewriters import extract_attrs
from wagtail.whitelist import attribute_rule, check_url

from bs4 import BeautifulSoup
from bs4.formatter import HTMLFormatter
from modelcluster.fields import ParentalKey

from ..blocks.link_blocks import ReadMoreLink
from ..blocks.stored import Stored
from ..record.indicator import Indicator

if TYPE_CHECKING:
    from pathlib import Path

FORMAT, VERSION = "wagtail-results", 1
CONTENT = "content.json"
MAX_FILES = 20_000
MAX_TEXT_BYTES = 64 * 1024**2
MAX_FILE_BYTES = 256 * 1024**2
MAX_BYTES = 4 * 1024**3
# What a damaged file makes of zipfile and json; an encrypted one is a RuntimeError.
_DAMAGED = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    LookupError,
    TypeError,
    ValueError,
)
_PLAIN = {ZIP_STORED, ZIP_DEFLATED}
_FILE = re.compile(r"content\.json|files/(image|document)-\d+")


@dataclass(slots=True)
class Report:
    """How many of each went in or came out, and what did not go as the rest, each in a sentence."""

    pages: int = 0
    files: int = 0
    indicators: int = 0
    figures: int = 0
    notes: list[str] = field(default_factory=list)


class ArchiveError(ValueError):
    """An archive that cannot be imported, with the reason in one sentence."""


def opened(path: Path) -> tuple[ZipFile, dict[str, Any]]:
    """Return the archive and its content; raise ArchiveError for a damaged or foreign one."""
    try:
        archive = ZipFile(path)
        files = archive.infolist()
        large = any(
            each.file_size > (MAX_TEXT_BYTES if each.filename == CONTENT else MAX_FILE_BYTES)
            for each in files
        )
        if large or len(files) > MAX_FILES or sum(each.file_size for each in files) > MAX_BYTES:
            raise ArchiveError("The archive is larger than an archive of results may be.")
        if not all(
            _FILE.fullmatch(each.filename) and each.compress_type in _PLAIN for each in files
        ):
            raise ArchiveError("The archive holds other files than an archive of results may.")
        if archive.testzip():
            raise BadZipFile
        content = json.loads(archive.read(CONTENT))
        if content["format"] != FORMAT:
            raise ArchiveError("This is no archive of results.")
        if content["version"] > VERSION:
            raise ArchiveError("The archive is of a newer version of wagtail-results.")
    except ArchiveError:
        raise
    except _DAMAGED as error:
        raise ArchiveError(f"{path} is damaged, or no archive of results.") from error
    return archive, content


KINDS: dict[str, type[Any]] = {
    "page": Page,
    "image": AbstractImage,
    "document": AbstractDocument,
    "indicator": Indicator,
}
# Of the tree and of people's work, not of the content.
_STRUCTURE = {"alias_of", "locked", "locked_at"}
_TREE = {"path", "depth", "numchild", "url_path"}
_TAG = re.compile(r"<(?:a|embed)\b([^>]*)>")
# What Wagtail's rules of what editors may write say of the form in which texts are stored.
_STORED = {
    "a": attribute_rule({"href": check_url, "id": True, "linktype": True}),
    "embed": attribute_rule(
        {"alt": True, "embedtype": True, "format": True, "id": True, "url": check_url}
    ),
}
_ID = re.compile(r'\bid="[^"]*"')


# What stands where the key of a kind stood: another one, the URL of a page that did not come along, or
# nothing.
NewKey = Callable[[str, Any], Any]


def kind_of(model: Any) -> str:
    """Return which of KINDS a model is, or ""."""
    return next((kind for kind, base in KINDS.items() if issubclass(model, base)), "")


def with_keys(model: Any, content: dict[str, Any], new_key: NewKey) -> dict[str, Any]:
    """Return serialised content with new keys, and without what belongs to its old place.

    That are primary keys, comments, people, locks, revisions, aliases, and objects that are none of
    KINDS.
    """
    found: dict[str, Any] = {"pk": None}
    for name, value in content.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        is_place = name in _STRUCTURE or (name in _TREE and issubclass(model, Page))
        if is_place or getattr(field, "primary_key", False):
            continue
        if isinstance(field, StreamField):
            raw = Stored(field.stream_block, json.loads(value or "[]")).raw
            found[name] = json.dumps(_value(field.stream_block, raw, new_key))
        elif isinstance(field, RichTextField):
            found[name] = _text(value, field.features, new_key)
        elif not field.is_relation:
            found[name] = value
        elif field.one_to_many and name != COMMENTS_RELATION_NAME:
            found[name] = [with_keys(field.related_model, row, new_key) for row in value]
        elif field.many_to_one and not isinstance(field, ParentalKey) and value is not None:
            found[name] = _key(field.related_model, value, new_key)
    return found


def _key(model: Any, key: Any, new_key: NewKey) -> int | None:
    kind = kind_of(model)
    found = new_key(kind, key) if kind else None
    return found if isinstance(found, int) else None


def _value(block: Block, raw: Any, new_key: NewKey) -> Any:
    if raw in (None, "", [], {}):
        return raw
    if isinstance(block, StreamBlock):
        return [
            {**item, "value": _value(block.child_blocks[item["type"]], item["value"], new_key)}
            for item in raw
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, ListBlock):
        child = block.child_block
        return [{**item, "value": _value(child, item["value"], new_key)} for item in raw]
    if isinstance(block, StructBlock):
        children = block.child_blocks
        value = {
            name: _value(children[name], child, new_key)
            for name, child in raw.items()
            if name in children
        }
        if isinstance(block, ReadMoreLink) and raw.get("page") and not value["page"]:
            value["url"] = new_key("page", raw["page"]) or ""
        return value
    if isinstance(block, ChooserBlock):
        return _key(block.model_class, raw, new_key)
    return _text(raw, block.features, new_key) if isinstance(block, RichTextBlock) else raw


def _text(source: str, features: list[str] | None, new_key: NewKey) -> str:
    def tag(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        kind = attributes.get("linktype") or attributes.get("embedtype")
        if kind not in KINDS:
            return match[0]
        new = new_key(kind, attributes.get("id", ""))
        if isinstance(new, int):
            return _ID.sub(f'id="{new}"', match[0])
        if new:
            return f'<a href="{escape(new)}">'
        # The words of a link stay, as of one that leads nowhere.
        return "<a>" if match[0].startswith("<a") else ""

    return _TAG.sub(tag, _without_foreign_tags(source, features))


def _without_foreign_tags(source: str, features: list[str] | None) -> str:
    """The text as it is, or as an editor could have written it: a page shows it as it is stored."""
    if "<" not in source:
        return source
    converter = EditorHTMLConverter(features)
    converter.whitelister.element_rules |= _STORED
    written = converter.to_database_format(source)
    same = BeautifulSoup(source, "html.parser").decode(formatter=HTMLFormatter(escape))
    return source if written == same else written
