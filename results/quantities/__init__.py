"""Figures and periods: validated, parsed as people type them, formatted by language, drawn as SVG.

Plain Python on Babel's CLDR data, without database or Wagtail; of Django only catalogues, choices and
errors of validation are used.
"""

from .comparison import Change as Change
from .comparison import Incomparable as Incomparable
from .comparison import Measurement as Measurement
from .comparison import compare as compare
from .comparison import format_change as format_change
from .comparison import format_target as format_target
from .formatting import format_number as format_number
from .formatting import format_plain as format_plain
from .formatting import format_quantity as format_quantity
from .parsing import ReadFigure as ReadFigure
from .parsing import format_for_input as format_for_input
from .parsing import parse_number as parse_number
from .parsing import read_figure as read_figure
from .periods import Period as Period
from .periods import format_date as format_date
from .periods import format_days as format_days
from .periods import format_period as format_period
from .periods import parse_period as parse_period
from .quantity import Quantity as Quantity
from .quantity import QuantityError as QuantityError
from .quantity import check_value as check_value
from .units import Choices as Choices
from .units import Direction as Direction
from .units import Qualifier as Qualifier
from .units import Scale as Scale
from .units import TargetStatus as TargetStatus
from .units import Unit as Unit
