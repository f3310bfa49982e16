"""A page's texts as a PO file, for translators who work elsewhere, and back."""
