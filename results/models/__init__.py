"""Page types of the plugin, and mixins for page types of your own."""

from ..publishing.models import GeneratedFile
from ..record.indicator import Indicator, IndicatorTarget
from ..record.models import Figure
from ..record.versions import EditionVersion, LanguageVersion
from .addresses import Download, register_address, register_download
from .edition import ResultsPage, ResultsPageMixin
from .index import ResultsIndexPage, ResultsIndexPageMixin

__all__ = [
    "Download",
    "EditionVersion",
    "Figure",
    "GeneratedFile",
    "Indicator",
    "IndicatorTarget",
    "LanguageVersion",
    "ResultsIndexPage",
    "ResultsIndexPageMixin",
    "ResultsPage",
    "ResultsPageMixin",
    "register_address",
    "register_download",
]
