"""What the other languages of a page take over from it when it is published.

Figures, periods and everything else that is no prose follow the source by the ids of its blocks,
with no translation package at all: this is what a site on `wagtail.contrib.simple_translation`
gets. An app that knows more of a page's translations (`results.translation`) registers a follower
and takes care of those pages itself.
"""

from .figures import take_figures
from .languages import Follower, follow, register_follower
from .rewriting import rewrite

__all__ = ["Follower", "follow", "register_follower", "rewrite", "take_figures"]
