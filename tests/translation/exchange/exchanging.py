"""A PO file on its way out and back."""

from subprocess import run
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation, Translation

from polib import pofile

from results.translation.exchange.importing import Report, import_po
from results.translation.exchange.po import export_po, parse
from results.translation.tables import TextState

from ..translating import english, soup


def file_of(translation: Translation) -> bytes:
    # wagtail-localize keeps the source with the object.
    fresh = Translation.objects.get(pk=translation.pk)
    return str(export_po(fresh)).encode()


def entries_of(translation: Translation) -> Any:
    """The entries of that file, as another program reads them."""
    return pofile(file_of(translation).decode())


def entry(po: Any, path: str) -> Any:
    return next(each for each in po if each.msgctxt == path)


def put_back(translation: Translation, po: Any, user: Any = None) -> Report:
    """Import entries, or a whole file, the way the upload does."""
    fresh = Translation.objects.get(pk=translation.pk)
    content = po if isinstance(po, bytes) else str(po).encode()
    return import_po(fresh, parse(content), user)


def reasons(report: Report) -> dict[str, str]:
    """Why rows were not taken, by the places of their texts; each place once."""
    return {row.path: row.reason.value for row in report.not_taken}


def everything() -> list[Any]:
    rows = StringTranslation.objects.filter(locale=english())
    return [*rows.order_by("pk").values(), *TextState.objects.order_by("pk").values()]


def upload(browser: Client, translation: Translation, content: bytes | None, **more: Any) -> Any:
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    form: dict[str, Any] = dict(more)
    if content is not None:
        form["file"] = SimpleUploadedFile("texts.po", content)
    return browser.post(address, form)


def told(browser: Client, response: Any) -> list[str]:
    assert response.status_code == 302, response.status_code
    shown = soup(browser.get(response["Location"]))
    return [item.get_text(" ", strip=True) for item in shown.select(".messages li")]


def checked_by_gettext(content: bytes) -> str:
    """What `msgfmt -c` has to say; nothing when all is well."""
    command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    done = run(command, input=content, capture_output=True, check=False)
    return f"{done.returncode or ''}{done.stderr.decode()}"


def stored(path: str, source: str | None = None) -> StringTranslation:
    """The English translation at a place; of that text, where there are several."""
    rows = StringTranslation.objects.filter(context__path=path, locale=english())
    if source:
        rows = rows.filter(translation_of__data=source)
    return rows.get()
