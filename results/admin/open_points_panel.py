"""Shows an editor what is still to do before publishing, each point to be ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.compare import FieldComparison, TextDiff
from wagtail.admin.panels import Panel

from ..findings import OpenPoint, anchor_of, is_there, place_of, read_open_points
from ..findings.open_points import keyed

FIELD = "open_points"


@dataclass(frozen=True, slots=True)
class Row:
    """One point as the panel shows it: its checkbox, and where it leads."""

    option: Any
    point: OpenPoint
    place: str
    anchor: str


class OpenPointsComparison(FieldComparison):
    """What was done or undone, and which points came or went, between two versions of the page."""

    def htmldiff(self) -> str:
        """The points of both versions, a line each."""
        before, after = _as_lines(self.val_a), _as_lines(self.val_b)
        changes: list[tuple[str, str]] = []
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind == "equal":
                changes += [("equal", line) for line in before[a:b]]
                continue
            changes += [("deletion", line) for line in before[a:b]]
            changes += [("addition", line) for line in after[c:d]]
        return TextDiff(changes, separator="<br>").to_html()


class OpenPointsPanel(Panel):
    """The open points of the page, part of its form: what is ticked is saved with the draft."""

    def get_form_options(self) -> dict[str, Any]:
        """Ask for the field that the form declares.

        As excluded too, since Django would not make a field of its own for one that is not
        editable; and that it must be, or wagtail-localize would copy it into every translation.
        """
        return {"fields": [FIELD], "exclude": [FIELD]}

    @property
    def clean_name(self) -> str:
        """A name that is the same in all languages."""
        return FIELD

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/open_points_panel.html"

        def is_shown(self) -> bool:
            """Only for a page that has points, and in a form that has the field."""
            has_field = self.form is not None and FIELD in self.form.fields
            return has_field and bool(read_open_points(self.instance.open_points))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the field, its `rows` with those that are done at the end, and the counts."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            field = self.form[FIELD]
            points = [point for _key, point in keyed(self.form.fields[FIELD].stored)]
            rows = [self._row(option, point) for option, point in zip(field, points, strict=True)]
            done = [row for row in rows if row.option.data["selected"]]
            context["field"] = field
            context["rows"] = [row for row in rows if row not in done] + done
            context["done"], context["total"] = len(done), len(rows)
            return context

        def get_comparison(self) -> list[Any]:
            """Compare the points of two versions, also where the panel itself is not shown."""
            return [partial(OpenPointsComparison, self.panel.model._meta.get_field(FIELD))]

        def _row(self, option: Any, point: OpenPoint) -> Row:
            leads = is_there(self.instance, point.path) and point.path[0] in self.form.fields
            return Row(
                option,
                point,
                place_of(self.instance, point.path),
                anchor_of(self.instance, point.as_finding()) if leads else "",
            )


def _as_lines(stored: Any) -> list[str]:
    return [
        _("Done: %(text)s") % {"text": point.text}
        if point.done
        else str(point.as_finding().message)
        for point in read_open_points(stored)
    ]
