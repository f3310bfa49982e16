"""From a file to the plan of an edition, with what a person decides on its figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..blocks import MAX_BLOCKS
from .document import LeftOut
from .planning import Kind, Pile, Plan, PlannedFigure, Section, pile_of
from .planning.plan import MAX_LISTED
from .planning.planner import head_tables
from .planning.pointing import points_of
from .planning.rich import piece_of


@dataclass(frozen=True)
class Source:
    """The content of a file and its name."""

    content: bytes
    name: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the content, by which the same document is known again."""
        return sha256(self.content).hexdigest()

    @property
    def short_name(self) -> str:
        """The name without folders, as the database takes it."""
        name = PurePosixPath(PureWindowsPath(self.name).name).name
        readable = name.encode(errors="replace").decode().replace("\0", "")
        return readable[-255:] or "document"


def choose(
    plan: Plan,
    choices: Mapping[str, PlannedFigure | None],
    unwanted: Iterable[Section] = (),
) -> None:
    """Change the plan as decided; of what nobody decided on, what is ready stays.

    `choices` are named "figure-0", "figure-1", … in the order of `plan.figures()`, and
    "doubtful-0", … in that of `plan.doubtful`; each is the figure as a person left it, None for one
    that is not wanted. The words of that go back into the text. Sections that are `unwanted` are left out.
    """
    doubtful = list(plan.doubtful)
    offered = {figure.id: f"figure-{number}" for number, figure in enumerate(plan.figures())}
    dropped = [_leave_out(plan, section) for section in unwanted]
    for section in list(plan.sections):
        kept = []
        for figure in section.figures:
            name = offered[figure.id]
            choice = choices.get(name, figure if pile_of(figure) is Pile.READY else None)
            if choice is not None:
                if name in choices:
                    _mend(figure, choice)
                kept.append(figure)
            else:
                if figure.taken:
                    _give_back(plan, section, figure)
                if name not in choices:
                    plan.doubtful.append(figure)
        section.figures = kept
    left = plan.doubtful[len(doubtful) :]
    for number, figure in enumerate(doubtful):
        choice = choices.get(f"doubtful-{number}")
        if figure.home in dropped:
            continue
        if choice is not None:
            _mend(figure, choice)
            _place(plan, figure)
        else:
            left.append(figure)
    plan.doubtful = left
    plan.sections = [section for section in plan.sections if not section.is_empty]
    head_tables(plan)
    plan.points = points_of(plan)


def _leave_out(plan: Plan, section: Section) -> str:
    """Take a section out; its id, by which its figures know it."""
    reason = _("You have left this section out.")
    plan.left_out += [LeftOut(text, reason) for text in section.words() if text]
    plan.sections.remove(section)
    return section.id


def _mend(figure: PlannedFigure, choice: PlannedFigure) -> None:
    figure.found, figure.is_decided = replace(choice.found, reason=""), True
    figure.days, figure.highlight = choice.days, choice.highlight
    figure.note, figure.source = choice.note, choice.source


def _give_back(plan: Plan, section: Section, figure: PlannedFigure) -> None:
    """Put the figure's words into the text of its section, or of one after it."""
    target = section
    if section.kind is not Kind.CAMPAIGN:
        place = plan.sections.index(section) + 1
        following = plan.sections[place] if place < len(plan.sections) else None
        has_room = len(plan.sections) < MAX_BLOCKS
        if following is not None and following.kind is Kind.TEXT and not following.heading:
            target = following
        elif not has_room and (texts := [one for one in plan.sections[:place] if one.pieces]):
            target = texts[-1]
        else:
            target = Section(Kind.TEXT)
            plan.sections.insert(place, target)
    target.pieces.append(piece_of(figure))


def _place(plan: Plan, figure: PlannedFigure) -> None:
    """Put a doubtful figure that is wanted where it was found, else into a group at the top."""
    home = next((section for section in plan.sections if section.id == figure.home), None)
    if home is not None and home.kind is Kind.CAMPAIGN and len(home.figures) < MAX_LISTED:
        home.figures.append(figure)
        return
    place = plan.sections.index(home) + 1 if home is not None else 0
    group = plan.sections[place] if place < len(plan.sections) else None
    if group is None or group.kind is not Kind.STATS or len(group.figures) >= MAX_LISTED:
        group = Section(Kind.STATS)
        plan.sections.insert(place, group)
    group.figures.append(figure)
