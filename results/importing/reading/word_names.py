"""The names of the elements of a Word document, whatever prefixes its writer chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN_XML = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_PREFIXES = {
    f"{_OPEN_XML}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN_XML}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN_XML}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_MICROSOFT}/drawing/2014/chartex": "cx",
    f"{_OPEN_XML}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OPEN_XML}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN_XML}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}


def name_of(name: tuple[str | None, str]) -> str:
    """An element's name with the prefix by which Word knows it, such as "w:p"."""
    namespace, local = name
    prefix = _PREFIXES.get(namespace or "", "")
    return f"{prefix}:{local}" if prefix else local


def attribute_of(attrs: Mapping[Any, str], local: str) -> str:
    """The value of the attribute of a name, in whichever namespace; "" without."""
    return next((value for (_uri, name), value in attrs.items() if name == local), "")
