"""A site whose pages are built on a model of its own."""
