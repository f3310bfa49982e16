"""x"""

from home.demo.report import Report

STRINGS: dict[str, str] = {}
SLUGS: dict[str, str] = {}
REPORT = Report("annual-report-2016.pdf", "en", "Annual report 2016", ("Placeholder.",))
