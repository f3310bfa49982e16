"""The patch of WeasyPrint."""

from .patch import Patch

BOX_TREE = Patch(
    "weasyprint.pdf.tags:_build_box_tree",
    "(box, parent, pdf, page_number, nums, annotations, tags)",
    "70",
    "The tags of a PDF do not say which parts are in another language, and describe a link by its "
    "address alone.",
    "tags with languages and the words of links",
    apps=("results.pdf",),
)

PATCHES = (BOX_TREE,)
