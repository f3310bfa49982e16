"""What WeasyPrint does not yet tell in the tags of a PDF.

It tags headings, lists, links and pictures. It does not say which parts are in another language,
describes a link by its address alone, makes several of a link with bold words in it, and marks
running heads as content. All but the last are mended where it makes the tags, by a function that
leads its own (see `results.compat.weasyprint`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from ..compat.weasyprint import BOX_TREE
from .library import pydyf

# These become no elements of their own: the language of the document says it.
_ROOTS = frozenset({"html", "body"})
# The flag of an annotation that belongs to the page on paper as well.
_PRINTED = 4


def join() -> None:
    """Let WeasyPrint complete its tags from now on."""
    BOX_TREE.apply(_completing)


def _completing(plain: Callable[..., Iterator[pydyf.Dictionary]]) -> Callable[..., Any]:
    """Yield what WeasyPrint makes of a box, with its language and, of a link, with its words."""

    def build_box_tree(
        box: Any, parent: pydyf.Dictionary, pdf: pydyf.PDF, page: int, *others: Any
    ) -> Iterator[pydyf.Dictionary]:
        element = getattr(box, "element", None)
        if element is None or box.element_tag in _ROOTS:
            yield from plain(box, parent, pdf, page, *others)
            return
        label = element.get("aria-label") or " ".join("".join(element.itertext()).split())
        if annotation := getattr(box, "link_annotation", None):
            if box.element_tag.split(":")[0] != "a":
                # Whatever stands in a link is made a link of its own; the outer one covers it.
                _object(pdf, pdf.page_references[page])["Annots"].remove(annotation.reference)
                box.link_annotation = None
            elif label:
                annotation["Contents"] = pydyf.String(label)
                annotation["F"] = _PRINTED
        for made in plain(box, parent, pdf, page, *others):
            if language := element.get("lang"):
                made["Lang"] = pydyf.String(language)
            if made["S"] == "/Link" and element.get("aria-label"):
                made["Alt"] = pydyf.String(label)
            yield made

    return build_box_tree


def leave_heads_out(document: Any, pdf: pydyf.PDF) -> None:
    """Make artifacts of running heads and page numbers; a finisher for WeasyPrint.

    WeasyPrint marks them as content that no element of the structure holds.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    held: set[bytes] = set()
    waiting = list(root["K"])
    while waiting:
        reference = waiting.pop()
        # What is no reference is the number of a piece of content.
        if isinstance(reference, bytes) and reference not in held:
            held.add(reference)
            waiting.extend(_object(pdf, reference).get("K", ()))
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
