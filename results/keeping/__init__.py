"""Files that are made from a page for its visitors, kept until the page changes."""

from .keeping import find_kept, forget, keep
from .models import KeptFile

__all__ = ["KeptFile", "find_kept", "forget", "keep"]
