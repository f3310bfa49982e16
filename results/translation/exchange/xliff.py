"""The same exchange as XLIFF 1.2, which translation agencies' programs read and write."""

import codecs
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from wagtail_localize.models import Translation

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from polib import POEntry, POFile

from .po import DOWNLOADED, FUZZY, OF_TRANSLATION, FileRefused, export_po

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
TYPE = "application/x-xliff+xml"
MOST_UNITS = 20_000
# Beginnings and ends of elements: more than all texts with notes and earlier sources have, and few
# enough for the parser, which is not stopped.
MOST_TAGS = 12 * MOST_UNITS
# States of XLIFF in which nobody has confirmed the text.
_UNSURE = {"new", "needs-translation", "needs-adaptation", "needs-l10n"}
_REVIEW = "needs-review-translation"


def export_xliff(translation: Translation) -> bytes:
    """Return the page's texts in order; tags in them are text, to be kept as they are."""
    po = export_po(translation)
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_named("xliff"), {"version": "1.2"})
    file = ElementTree.SubElement(
        root,
        _named("file"),
        {
            # Where the file belongs comes back with it, whatever a program does to notes.
            "original": f"{po.metadata[OF_TRANSLATION]} {po.metadata[DOWNLOADED]}",
            "datatype": "html",
            "source-language": translation.source.locale.language_code,
            "target-language": translation.target_locale.language_code,
        },
    )
    body = ElementTree.SubElement(file, _named("body"))
    for number, entry in enumerate((each for each in po if not each.obsolete), start=1):
        _add(body, number, entry)
    ElementTree.indent(root)
    return codecs.BOM_UTF8 + ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _add(body: ElementTree.Element, number: int, entry: POEntry) -> None:
    place = {"id": str(number), "resname": entry.msgctxt or ""}
    unit = ElementTree.SubElement(body, _named("trans-unit"), place)
    ElementTree.SubElement(unit, _named("source")).text = entry.msgid
    state = _REVIEW if entry.fuzzy else "translated" if entry.msgstr else "needs-translation"
    target = ElementTree.SubElement(unit, _named("target"), {"state": state})
    target.text = entry.msgstr
    if entry.previous_msgid:
        earlier = ElementTree.SubElement(unit, _named("alt-trans"))
        ElementTree.SubElement(earlier, _named("source")).text = entry.previous_msgid
        ElementTree.SubElement(earlier, _named("target")).text = entry.msgstr
    for line in entry.comment.split("\n"):
        ElementTree.SubElement(unit, _named("note"), {"from": "developer"}).text = line


def is_xliff(content: bytes) -> bool:
    """Return whether a file is XML, which no PO file begins as."""
    return content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")


def parse_xliff(content: bytes) -> Any:
    """Return the texts of an XLIFF 1.2 file, as a `polib.POFile`; raises FileRefused for another."""
    if content.count(b"<") > MOST_TAGS:
        raise _too_many()
    parser = _Parser(forbid_dtd=True)
    try:
        parser.feed(content)
        root = parser.close()
    except ElementTree.ParseError as error:
        raise FileRefused(
            _("Line %(number)d is not as it should be in an XLIFF file. Nothing was imported.")
            % {"number": error.position[0]}
        ) from error
    except (DefusedXmlException, LookupError, ValueError) as error:
        raise FileRefused(_("This is not an XLIFF file, or it is damaged.")) from error
    files = root.findall(_named("file")) if root.tag == _named("xliff") else []
    if len(files) != 1:
        raise FileRefused(_("This is not an XLIFF 1.2 file of one page."))
    uuid, _space, downloaded = files[0].get("original", "").partition(" ")
    po = POFile()
    po.metadata = {OF_TRANSLATION: uuid, DOWNLOADED: downloaded}
    units = list(files[0].iter(_named("trans-unit")))
    if len(units) > MOST_UNITS:
        raise _too_many()
    po.extend(map(_entry, units))
    return po


def _too_many() -> FileRefused:
    text = _("The file has more than %(number)d texts, which no page has.")
    return FileRefused(text % {"number": MOST_UNITS})


def _entry(unit: Any) -> POEntry:
    source, target = unit.find(_named("source")), unit.find(_named("target"))
    state = target.get("state", "") if target is not None else ""
    is_unsure = state in _UNSURE or state.startswith("needs-review") or unit.get("approved") == "no"
    return POEntry(
        msgctxt=unit.get("resname"),
        msgid=_text(source),
        msgstr=_text(target),
        flags=[FUZZY] if is_unsure else [],
        linenum=unit.line,
    )


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class _Element(ElementTree.Element):
    line = 0


class _Parser(DefusedXMLParser):
    """Notes the line of each element."""

    def __init__(self, **options: Any) -> None:
        super().__init__(target=ElementTree.TreeBuilder(element_factory=self._element), **options)

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        element = _Element(tag, attributes)
        element.line = self.parser.CurrentLineNumber
        return element
