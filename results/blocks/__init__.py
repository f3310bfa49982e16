"""The blocks that an edition is composed of."""

from .base import ResultsStructBlock as ResultsStructBlock
from .body import MAX_BLOCKS as MAX_BLOCKS
from .body import ChangeKind as ChangeKind
from .body import FigureChangesBlock as FigureChangesBlock
from .body import MainPointBlock as MainPointBlock
from .body import MainPointsBlock as MainPointsBlock
from .body import ReadingStreamBlock as ReadingStreamBlock
from .body import ResultsStreamBlock as ResultsStreamBlock
from .body import WaysToHelpBlock as WaysToHelpBlock
from .data_table import DataTableBlock as DataTableBlock
from .media import HelplineBlock as HelplineBlock
from .media import ImageBlock as ImageBlock
from .media import ReadMoreLink as ReadMoreLink
from .media import ShareBlock as ShareBlock
from .media import VideoBlock as VideoBlock
from .resolving import LinkTarget as LinkTarget
from .sections import CampaignBlock as CampaignBlock
from .sections import QuoteBlock as QuoteBlock
from .sections import TextSectionBlock as TextSectionBlock
from .stat import StatBlock as StatBlock
from .walking import as_validation_error as as_validation_error
from .walking import find_issues as find_issues
