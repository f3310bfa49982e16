"""Results pages for Wagtail: what an organisation did in a period, and the figures that show it."""

__version__ = "0.1.0"
