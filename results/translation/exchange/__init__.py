"""Export a page's texts as a PO file, and import their translations."""
