"""From an archive to the pages of a site: all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import Error, transaction

from wagtail.coreutils import get_content_languages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection, Locale, Page
from wagtail.utils.file import hash_filelike
from wagtail.whitelist import check_url

import filetype

from ..models import Figure, Indicator
from ..publishing import PublishingMixin, as_system
from ..publishing.mixin import DAMAGED
from ..record.versions import EditionVersion
from .archive import ArchiveError, Report, opened, with_keys
from .archive_export import plain_fields

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipFile

# Formats that are ZIP files cannot always be distinguished, nor are those of old Office.
_CONTAINERS = (
    {"docx", "epub", "odp", "ods", "odt", "pptx", "xlsx", "zip"},
    {"doc", "ppt", "xls"},
)


def import_archive(path: Path, parent: Page) -> Report:
    """Import the archive below a page, or below its translations; raise ArchiveError otherwise.

    Nothing is written then. Pages that were public are public, unless something refuses that.
    """
    importing = _Importing(*opened(path), parent)
    try:
        with transaction.atomic(), as_system():
            importing.run()
    except BaseException as error:
        for image_or_document in importing.stored:
            image_or_document.storage.delete(image_or_document.name)
        if isinstance(error, ValidationError):
            raise ArchiveError(" ".join(error.messages)) from error
        if isinstance(error, (*DAMAGED, Error, RecursionError)) and not isinstance(
            error, ArchiveError
        ):
            raise ArchiveError(f"What the archive holds cannot be read: {error!r}") from error
        raise
    return importing.report


class _Importing:
    """One import, with the new keys for those of the archive."""

    def __init__(self, archive: ZipFile, content: dict[str, Any], parent: Page) -> None:
        self.archive, self.content, self.parent = archive, content, parent
        self.report = Report()
        self.stored: list[Any] = []
        self._keys: dict[str, dict[str, int | str]] = defaultdict(dict)
        self._locales: dict[str, Locale] = {}
        self._demoted: set[int] = set()

    def _new_key(self, kind: str, key: Any) -> Any:
        return self._keys[kind].get(str(key))

    def run(self) -> None:
        self._check()
        for row in self.content["indicators"]:
            self._indicator(row)
        for row in self.content["files"]:
            self._file(row)
        for key, row in self.content["outside"].items():
            # The site may be a copy of the other one, and have the page that is linked to.
            pages = Page.objects.filter(locale__language_code=row["language"])
            found = pages.filter(translation_key=row["translation_key"]).first()
            self._keys["page"][key] = found.pk if found else check_url(row["address"])
        rows = self.content["pages"]
        pages = [self._place(row) for row in rows]
        for row, page in zip(rows, pages, strict=True):
            # It has pages below it by now.
            self._fill(row, type(page).objects.get(pk=page.pk))
        self._figures()

    def _check(self) -> None:
        rows = (*self.content["pages"], *self.content["indicators"])
        languages = {row["language"] for row in rows}
        if unknown := languages - get_content_languages().keys():
            raise ArchiveError(f"This site has no language {', '.join(sorted(unknown))}.")
        for language in languages:
            self._locales[language], _is_new = Locale.objects.get_or_create(language_code=language)
        keys = {str(row["key"]): row["translation_key"] for row in self.content["pages"]}
        if there := Page.objects.filter(translation_key__in=keys.values()).first():
            raise ArchiveError(f"“{there.title}” is on this site already.")
        for row in self.content["figures"]:
            # The page of a record that is older than a translation made anew is gone.
            edition = keys.get(str(row["page_id"]), row["translation_key"])
            if row["translation_key"] not in keys.values() or edition != row["translation_key"]:
                raise ArchiveError("The archive has a record of an edition that is not in it.")

    def _indicator(self, row: dict[str, Any]) -> None:
        locale, key = self._locales[row["language"]], row["translation_key"]
        found = Indicator.objects.filter(translation_key=key, locale=locale).first()
        if found is None:
            content = with_keys(Indicator, row["content"], self._new_key)
            found = Indicator.from_serializable_data(content)
            found.translation_key, found.locale = key, locale
            found.full_clean()
            found.save()
            self.report.indicators += 1
        self._keys["indicator"][str(row["key"])] = found.pk

    def _file(self, row: dict[str, Any]) -> None:
        model = get_image_model() if row["kind"] == "image" else get_document_model()
        content = self.archive.read(f"files/{row['kind']}-{int(row['key'])}")
        file = ContentFile(content, PurePosixPath(row["name"]).name)
        digest = hash_filelike(file)
        there = model.objects.filter(file_hash=digest).first()
        if there is None:
            if row["kind"] == "image":
                WagtailImageField().clean(file)
            elif not _is_what_its_name_says(file):
                raise ArchiveError(f"“{file.name}” is no file of that kind.")
            plain = {
                name: value for name, value in row["fields"].items() if name in plain_fields(model)
            }
            there = model(file=file, file_hash=digest, file_size=len(content), **plain)
            there.collection = Collection.get_first_root_node()
            there.full_clean()
            there.save()
            self.stored.append(there.file)
            self.report.files += 1
        self._keys[row["kind"]][str(row["key"])] = there.pk

    def _place(self, row: dict[str, Any]) -> Any:
        """Make the page as a draft: pages may link to those that come after them."""
        model = apps.get_model(row["type"])
        if not issubclass(model, PublishingMixin):
            raise ArchiveError(f"{row['type']} is no page of results.")
        page = model.from_serializable_data(with_keys(model, row["content"], self._new_key))
        page.locale, page.translation_key = self._locales[row["language"]], row["translation_key"]
        page.live, page.has_unpublished_changes = False, True
        parent = self._parent_of(row)
        if not model.can_exist_under(parent):
            raise ArchiveError(f"“{page.title}” cannot lie below “{parent.title}”; name --parent.")
        parent.add_child(instance=page)
        self._keys["page"][str(row["key"])] = page.pk
        return page

    def _parent_of(self, row: dict[str, Any]) -> Page:
        if row["parent"] is not None:
            return Page.objects.get(pk=self._new_key("page", row["parent"]))
        versions = self.parent.get_translations(inclusive=True)
        parent = versions.filter(locale=self._locales[row["language"]]).first()
        if parent is None:
            raise ArchiveError(
                f"“{self.parent.title}” has no translation in {row['language']}, where pages would go."
            )
        return parent

    def _fill(self, row: dict[str, Any], page: Any) -> None:
        page = page.with_content_json(self._content(page, row["content"]))
        if row["live"]:
            page.live, page.has_unpublished_changes = True, False
            reasons = [str(each.message) for each in page.get_refusals(publishing=True)]
            if row["private"]:
                reasons.append("It was private.")
            if reasons:
                page.live, page.has_unpublished_changes = False, True
                page.first_published_at = page.last_published_at = None
                self._demoted.add(page.pk)
                self.report.notes.append(f"“{page.title}”: {' '.join(dict.fromkeys(reasons))}")
        page.save()
        for version in row["versions"]:
            contents = {
                language: self._content(page, content)
                for language, content in version.pop("contents").items()
            }
            version |= {"id": None, "page_id": page.pk, "contents": contents}
            if row["private"]:
                # What only some could read is shown to all by a person's decision only.
                version |= {"is_public": False, "withdrawn": False}
            EditionVersion.objects.create(**version)
        self.report.pages += 1

    def _content(self, page: Any, content: dict[str, Any]) -> dict[str, Any]:
        return {**with_keys(type(page), content, self._new_key), "pk": page.pk}

    def _figures(self) -> None:
        keys = {row["translation_key"] for row in self.content["figures"]}
        here = Figure.objects.filter(translation_key__in=keys)
        # An edition that was deleted here is on record already.
        known = {str(key) for key in here.values_list("translation_key", flat=True)}
        rows = []
        for row in self.content["figures"]:
            page = self._new_key("page", row["page_id"])
            if row["translation_key"] in known or page in self._demoted:
                continue
            indicator = self._new_key("indicator", row["indicator_id"])
            own = {"id": None, "page_id": page, "indicator_id": indicator, "publication_id": None}
            rows.append(Figure(**{**row, **own}))
            if row["valid_to"] is None:
                # What is public now is public here.
                rows[-1].url_path = Page.objects.values_list("url_path", flat=True).get(pk=page)
        Figure.objects.bulk_create(rows)
        self.report.figures = len(rows)


def _is_what_its_name_says(file: ContentFile[bytes]) -> bool:
    """Whether the content has the format of the file name; always true for text formats."""
    suffix = PurePosixPath(str(file.name)).suffix.lstrip(".").lower()
    found = filetype.guess(file.open())
    if filetype.get_type(ext=suffix):
        alike = next((kinds for kinds in _CONTAINERS if suffix in kinds), {suffix})
        return found is not None and found.extension in alike
    # It knows one ending of each format only.
    return found is None or found.mime == guess_type(str(file.name))[0]
