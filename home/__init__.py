"""The demo's own pages."""

# The page of information that every page's footer leads to, in each language.
STATEMENT_SLUGS = ("tillganglighetsredogorelse", "accessibility-statement")
