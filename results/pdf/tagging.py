"""What is put right in the tags of a PDF, by a finisher, which is a hook of WeasyPrint."""

from typing import Any

from .library import pydyf


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Leave out of the structure what is not read aloud, and mend what PDF/UA has otherwise.

    A picture without words, running heads and page numbers become artifacts. Whatever stands within
    a link has no link of its own. A figure among others, a group in a `dl`, is a list of its own.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    links = {page: _object(pdf, page).get("Annots", []) for page in pdf.page_references}
    held: set[bytes] = set()
    waiting = [(reference, False) for reference in root["K"]]
    while waiting:
        reference, in_link = waiting.pop()
        element = _object(pdf, reference)
        kind = element["S"]
        if kind == "/Figure" and not element.get("Alt", pydyf.String()).string.strip():
            _object(pdf, element["P"])["K"].remove(reference)
        else:
            held.add(reference)
        if in_link and kind == "/Link":
            element["S"] = "/Span"
        # What is no reference is the number of a piece of content.
        for kid in [each for each in element["K"] if isinstance(each, bytes)]:
            below = _object(pdf, kid)
            if below["Type"] != "/OBJR":
                waiting.append((kid, in_link or kind == "/Link"))
            elif in_link:
                element["K"].remove(kid)
                links[below["Pg"]].remove(below["Obj"])
            if kind == "/L" and below.get("S") == "/Div":
                element["S"], below["S"] = "/Div", "/L"
    parents = _object(pdf, root["ParentTree"])["Nums"]
    for page, references in zip(pdf.page_references, parents[1::2], strict=False):
        left_out = {number for number, each in enumerate(references) if each not in held}
        _unmark(_object(pdf, _object(pdf, page)["Contents"]).stream, left_out)


def _unmark(operators: list[Any], numbers: set[int]) -> None:
    """Turn the marks of these numbers in the content of a page into those of artifacts."""
    marks = [place for place, operator in enumerate(operators) if operator == b"BDC"]
    for place in marks:
        if operators[place - 1].get("MCID") in numbers:
            operators[place - 2 : place + 1] = ["/Artifact", b"", b"BMC"]


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
