"""What goes into an archive: a ZIP with a manifest that names each of its files and its checksum, and the keys
of pages, pictures, documents and indicators within its content.

Nothing is ever unpacked to a path that the archive names."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

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
MANIFEST, CONTENT = "manifest.json", "content.json"
MAX_FILES = 20_000
MAX_TEXT_BYTES = 64 * 1024**2
MAX_FILE_BYTES = 256 * 1024**2
MAX_BYTES = 4 * 1024**3
# What a damaged file makes of zipfile and json; an encrypted one is a RuntimeError.
_DAMAGED = (BadZipFile, EOFError, OSError, RuntimeError, LookupError, TypeError, ValueError)
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


class Writer:
    """An archive that is being written; the manifest goes in last."""

    def __init__(self, path: Path) -> None:
        # A file that is there is somebody's: "x" refuses it.
        self._zip = ZipFile(path, "x", ZIP_DEFLATED)
        self._digests: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._zip.writestr(name, content)
        self._digests[name] = hashlib.sha256(content).hexdigest()

    def close(self, content: dict[str, Any]) -> None:
        """Add the JSON parts and the manifest."""
        # Django's encoder cuts moments down to milliseconds.
        self.add(CONTENT, json.dumps(content, default=str).encode())
        manifest = {"format": FORMAT, "version": VERSION, "files": self._digests}
        self._zip.writestr(MANIFEST, json.dumps(manifest, indent=1))
        self._zip.close()


class Reader:
    """An archive whose every file is as its manifest says; raises ArchiveError for another."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = ZipFile(path)
            self._check()
        except ArchiveError:
            raise
        except _DAMAGED as error:
            raise ArchiveError(f"{path} is damaged, or no archive of results.") from error

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        return self._zip.read(name)

    def _check(self) -> None:
        files = self._zip.infolist()
        large = any(
            each.file_size
            > (MAX_FILE_BYTES if each.filename.startswith("files/") else MAX_TEXT_BYTES)
            for each in files
        )
        if large or len(files) > MAX_FILES or sum(each.file_size for each in files) > MAX_BYTES:
            raise ArchiveError("The archive is larger than an archive of results may be.")
        manifest = json.loads(self.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ArchiveError("This is no archive of results.")
        if manifest["version"] > VERSION:
            raise ArchiveError("The archive is of a newer version of wagtail-results.")
        names = [each.filename for each in files if each.filename != MANIFEST]
        if sorted(names) != sorted(manifest["files"]) or not all(map(_FILE.fullmatch, names)):
            raise ArchiveError("The archive holds other files than its manifest may name.")
        for name, digest in manifest["files"].items():
            if hashlib.sha256(self.read(name)).hexdigest() != digest:
                raise ArchiveError(f"{name} is not as it was when the archive was made.")
        self.content = json.loads(self.read(CONTENT))


KINDS: dict[str, type[Any]] = {
    "page": Page,
    "image": AbstractImage,
    "document": AbstractDocument,
    "indicator": Indicator,
}
# Of the tree and of people's work, not of the content.
_STRUCTURE = {"alias_of", "locked", "locked_at"}
_TAG = re.compile(r"<(?:a|embed)\b([^>]*)>")
# What Wagtail's rules of what editors may write say of the form in which texts are stored.
_STORED = {
    "a": attribute_rule({"href": check_url, "id": True, "linktype": True}),
    "embed": attribute_rule(
        {"alt": True, "embedtype": True, "format": True, "id": True, "url": check_url}
    ),
}
_ID = re.compile(r'\bid="[^"]*"')


class Keys(Protocol):
    """What stands where a key stood."""

    def of(self, kind: str, key: Any) -> Any:
        """Return the new key, or None for an object that did not come along."""

    def address(self, key: Any) -> str:
        """Return the URL of a page that did not come along, "" where it had none."""


def kind_of(model: Any) -> str:
    """Return which of KINDS a model is, or ""."""
    return next((kind for kind, base in KINDS.items() if issubclass(model, base)), "")


def with_keys(model: Any, content: dict[str, Any], keys: Keys) -> dict[str, Any]:
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
        if name in _STRUCTURE or getattr(field, "primary_key", False):
            continue
        if isinstance(field, StreamField):
            raw = Stored(field.stream_block, json.loads(value or "[]")).raw
            found[name] = json.dumps(_value(field.stream_block, raw, keys))
        elif isinstance(field, RichTextField):
            found[name] = _text(value, field.features, keys)
        elif not field.is_relation:
            found[name] = value
        elif field.one_to_many and name != COMMENTS_RELATION_NAME:
            found[name] = [with_keys(field.related_model, row, keys) for row in value]
        elif (
            field.many_to_one
            and not isinstance(field, ParentalKey)
            and value is not None
            and (kind := kind_of(field.related_model))
        ):
            found[name] = keys.of(kind, value)
    return found


def _value(block: Block, raw: Any, keys: Keys) -> Any:
    if raw in (None, "", [], {}):
        return raw
    if isinstance(block, StreamBlock):
        return [
            {**item, "value": _value(block.child_blocks[item["type"]], item["value"], keys)}
            for item in raw
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, ListBlock):
        return [{**item, "value": _value(block.child_block, item["value"], keys)} for item in raw]
    if isinstance(block, StructBlock):
        children = block.child_blocks
        value = {
            name: _value(children[name], child, keys)
            for name, child in raw.items()
            if name in children
        }
        if isinstance(block, ReadMoreLink) and raw.get("page") and not value["page"]:
            value["url"] = keys.address(raw["page"])
        return value
    if isinstance(block, ChooserBlock):
        kind = kind_of(block.model_class)
        return keys.of(kind, raw) if kind else None
    return _text(raw, block.features, keys) if isinstance(block, RichTextBlock) else raw


def _text(source: str, features: list[str] | None, keys: Keys) -> str:
    def tag(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        kind = attributes.get("linktype") or attributes.get("embedtype")
        if kind not in KINDS:
            return match[0]
        key = attributes.get("id", "")
        new = keys.of(kind, key)
        if new:
            return _ID.sub(f'id="{new}"', match[0])
        if kind == "page" and (address := keys.address(key)):
            return f'<a href="{escape(address)}">'
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
