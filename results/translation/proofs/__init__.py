"""Checks a translated string against its source: numbers, addresses, hashtags, placeholders, links.

Plain Python; it knows no database and no Wagtail. docs/reference/translation-checks.md has the
rules.
"""

from .fault import Fault
from .proof import faults_of

__all__ = ["Fault", "faults_of"]
