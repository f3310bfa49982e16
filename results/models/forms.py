"""The page form of an edition, its fields of its own, and their panels."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField

from ..blocks import as_validation_error, find_issues
from ..context import Fetched, fetching_once
from ..fields import is_unreadable
from ..issues import Issue, Severity
from ..publishing.people import publishes
from ..quantities import Period, format_period, parse_period
from ..rules.changes import FIELD, MISSING
from ..rules.page import OpenPoint, read_open_points, set_done, unreadable
from ..rules.places import anchor_at, describe_path, path_exists

OPEN_POINTS = "open_points"


class PeriodField(forms.CharField):
    """A period, typed and shown in the language of the page."""

    locale = "en"

    def __init__(self, **options: Any) -> None:
        example = gettext_lazy("For example 2016 or 2016/17.")
        super().__init__(required=False, max_length=100, help_text=example, **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the period in words, or what was typed."""
        return format_period(value, self.locale) if isinstance(value, Period) else value

    def clean(self, value: Any) -> Any:
        """Return the period, or None; raise QuantityError for what cannot be read."""
        text = super().clean(value)
        return parse_period(text, self.locale) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else was typed than what was shown."""
        return (data or "").strip() != (self.prepare_value(initial) or "")


class Ticked(NamedTuple):
    """Submitted keys: of the points that the form showed, and of those ticked."""

    shown: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


class OpenPointsInput(forms.CheckboxSelectMultiple):
    """A checkbox for each point, with a hidden field that says it was shown.

    Browsers send nothing for an unticked box, and a point added since the form was opened must stay
    unchanged.
    """

    option_template_name = "results/admin/open_point.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a checkbox, marked invalid in a refused form only while it is unticked."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["selected"]:
            option["attrs"].pop("aria-invalid", None)
        return option

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ticked:
        """Return the submitted keys."""
        read = getattr(data, "getlist", lambda _name: ())
        return Ticked(tuple(read(f"{name}-shown")), tuple(read(name)))


class OpenPointsField(forms.Field):
    """Which open points are done: the keys of those, of a form that was sent `Ticked`."""

    widget = OpenPointsInput

    def bound_data(self, data: Ticked, initial: Any) -> list[str]:
        """Return the keys of the points that are done: as sent, and as stored where none was sent."""
        return [*data.done, *(key for key in initial or () if key not in data.shown)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a point was ticked or unticked."""
        return {*data.done} != {*initial} & {*data.shown}


class OpenPointsPanel(Panel):
    """The open points of the page; ticking them is saved with the draft."""

    def get_form_options(self) -> dict[str, Any]:
        """Request the field that the form declares.

        It is excluded too, since Django makes no form field for a model field that is not editable;
        and not editable it must be, or wagtail-localize would copy it into every translation.
        """
        return {"fields": [OPEN_POINTS], "exclude": [OPEN_POINTS]}

    @property
    def clean_name(self) -> str:
        """A name that does not depend on the language."""
        return OPEN_POINTS

    class BoundPanel(Panel.BoundPanel):
        template_name = "results/admin/open_points_panel.html"

        def is_shown(self) -> bool:
            """Show the panel only when the page has points and the form has the field."""
            has_field = self.form is not None and OPEN_POINTS in self.form.fields
            return has_field and bool(read_open_points(self.instance.open_points))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the field, its `rows` (done ones last) and the counts."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            field = self.form[OPEN_POINTS]
            points = read_open_points(self.instance.open_points)
            rows = [self._row(option, point) for option, point in zip(field, points, strict=True)]
            context["field"], context["total"] = field, len(rows)
            context["rows"] = sorted(rows, key=lambda row: row["option"].data["selected"])
            context["done"] = sum(row["option"].data["selected"] for row in rows)
            return context

        def _row(self, option: Any, point: OpenPoint) -> dict[str, Any]:
            """Return a point, its checkbox, and its place in words with the link to it."""
            leads = path_exists(self.instance, point.path) and point.path[0] in self.form.fields
            return {
                "option": option,
                "point": point,
                "place": describe_path(self.instance, point.path),
                "anchor": anchor_at(self.instance, point.path) if leads else "",
            }


class PlacedErrors(ErrorDict):
    """Form errors that API v3 gets for each field of a stream: “body.0.value.links.1.value.url”."""

    def get_json_data(self, escape_html: bool = False) -> dict[str, Any]:
        """Return the errors as {path: [{"message", "code"}]}."""
        data: dict[str, Any] = {}
        for name, errors in self.as_data().items():
            for error in errors:
                for place, leaf in _leaves(error):
                    entries = self[name].__class__([leaf]).get_json_data(escape_html)
                    data.setdefault(".".join((name, *place)), []).extend(entries)
        return data


def _leaves(error: ValidationError) -> Iterator[tuple[tuple[str, ...], ValidationError]]:
    """Yield each leaf error of a nested one, with its path."""
    nested = (StreamBlockValidationError, StructBlockValidationError, ListBlockValidationError)
    if not isinstance(error, nested):
        yield (), error
        return
    for own in error.non_block_errors.as_data():
        yield (), own
    for step, child in error.block_errors.items():
        is_stream = isinstance(error, StreamBlockValidationError)
        steps = (str(step), "value") if is_stream else (str(step),)
        for place, leaf in _leaves(child):
            yield (*steps, *place), leaf


def _slugs_of(page: Any) -> set[str]:
    """Return the slugs that Wagtail makes of the title, and that of the period."""
    slugs = {slugify(page.title), slugify(page.title, allow_unicode=True)}
    return slugs | ({page.period.slug} if page.period else set())


def _is_one_of(slug: str, slugs: set[str]) -> bool:
    """Whether it is one of them, perhaps with the number that makes it the only one of its kind."""
    return slug in slugs or re.sub("-[0-9]$", "", slug) in slugs


class ResultsPageForm(WagtailAdminPageForm):
    """The page form, which reports beside each field what the guard would refuse."""

    _errors: ErrorDict | None
    period = PeriodField(label=gettext_lazy("Year or period"))
    open_points = OpenPointsField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fetched: Fetched = {}
        page = self.instance
        is_public = page.pk and (page.live or page.first_published_at)
        # A page of another kind, such as an index page, has no period to be addressed by.
        is_settled = is_public or not hasattr(page, "period")
        self._unchosen = None if is_settled else _slugs_of(page)
        if "period" in (self._meta.fields or ()):
            self.fields["period"].locale = (self.parent_page or page).locale.language_code
            self.initial["period"] = page.period
        else:
            del self.fields["period"]
        if FIELD in self.fields and f"{self.add_prefix(FIELD)}-count" not in self.data:
            # The admin shows the entries, and has no inputs for them; API v3 sends them.
            del self.fields[FIELD]
        if "open_points" not in (self._meta.fields or ()):
            # No panel asks for it: a site's own panels, or API v3.
            del self.fields["open_points"]
            return
        points = read_open_points(page.open_points)
        self.initial["open_points"] = [each.key for each in points if each.done]
        self.fields["open_points"].widget.choices = [(each.key, each.text) for each in points]

    @property
    def is_publishing(self) -> bool:
        """Whether the pressed button publishes the page (see `publishes`)."""
        return publishes(self.data, self.instance, self.parent_page)

    def full_clean(self) -> None:
        """Validate the form, with errors as `PlacedErrors`."""
        with fetching_once(self._fetched):
            super().full_clean()
        self._errors = PlacedErrors(self._errors, renderer=self.renderer)

    def has_changed(self) -> bool:
        """Whether something differs from what the form was opened with."""
        with fetching_once(self._fetched):
            return bool(super().has_changed())

    def clean(self) -> dict[str, Any]:
        """Fill the first and last day of the period with what was typed into its field."""
        cleaned: dict[str, Any] = super().clean()
        for name in self.fields:
            # What cannot be read is not replaced.
            if is_unreadable(value := self.initial.get(name)):
                issue = unreadable(self.instance._meta.get_field(name), value)
                self.add_error(name, ValidationError(issue.message, issue.code))
        typed = cleaned.get("period")
        if not typed or "period" not in self.changed_data:
            return cleaned
        days = {"period_start": typed.start, "period_end": typed.end}
        if any(cleaned.get(name, day) != day for name, day in days.items() if self._is_given(name)):
            message = _("The period and its days differ. Change only one of them.")
            self.add_error("period", ValidationError(message, "period_differs"))
        else:
            cleaned |= days
        return cleaned

    def _is_given(self, name: str) -> bool:
        return name in self.changed_data and bool(self.cleaned_data.get(name))

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Add what a save has made of the period, for the form that stays open after an autosave."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        for name in ("period", "period_start", "period_end", "slug"):
            if name not in self.fields:
                continue
            field = self.fields[name]
            value = field.prepare_value(getattr(self.instance, name))
            shown = field.widget.format_value(value) or ""
            if shown != (self[name].data or ""):
                updates.append((self.add_prefix(name), shown))
        return updates

    def _post_clean(self) -> None:
        page = self.instance
        if ticked := self.cleaned_data.get("open_points"):
            page.open_points = set_done(read_open_points(page.open_points), *ticked)
        super()._post_clean()
        if self.is_publishing:
            for name in list(self.errors):
                if isinstance(getattr(self.fields.get(name), "block", None), StreamBlock):
                    self._complete(name)
        is_new = not page.path
        if is_new:
            # A page that is not yet in the tree finds its siblings through its parent to be.
            page._cached_parent_obj = self.parent_page
        try:
            self._set_slug()
            found = page.get_refusals(
                publishing=self.is_publishing, goes_public=self.is_publishing and not page.live
            )
            # A screen of its own asks for those, when the draft is saved.
            self._add_issues([each for each in found if each.code != MISSING])
        finally:
            if is_new:
                del page._cached_parent_obj

    def _set_slug(self) -> None:
        """Derive the slug from the period, unless it is public or was chosen by hand."""
        page = self.instance
        if self._unchosen is None or page.period is None:
            return
        is_unchosen = not page.slug or _is_one_of(page.slug, self._unchosen | _slugs_of(page))
        if is_unchosen and not _is_one_of(page.slug, {page.period.slug}):
            parent = self.parent_page or page.get_parent()
            page.slug = find_available_slug(parent, page.period.slug, ignore_page_id=page.pk)

    def _complete(self, name: str) -> None:
        """Add all errors of an invalid stream: Wagtail asks no block of an invalid field."""
        block = self.fields[name].block
        value = self.fields[name].widget.value_from_datadict(
            self.data, self.files, self.add_prefix(name)
        )
        issues = [issue for issue in find_issues(block, value) if issue.severity is Severity.ERROR]
        if issues:
            del self.errors[name]
            self.add_error(name, as_validation_error(block, value, issues))

    def _add_issues(self, issues: list[Issue]) -> None:
        by_field: dict[str, list[Issue]] = {}
        for issue in issues:
            is_point = issue.code == "open_point" and "open_points" in self.fields
            is_period = issue.code == "period_missing" and "period" in self.fields
            name = "open_points" if is_point else "period" if is_period else issue.field
            by_field.setdefault(name, []).append(issue)
        for name, found in by_field.items():
            if name not in self.fields:
                self.add_error(None, [str(issue.message) for issue in found])
            elif name not in self.errors:
                self.add_error(name, self._error(name, found))

    def _error(self, name: str, issues: list[Issue]) -> Any:
        if name == "open_points":
            # The panel names each of them.
            message = ngettext(
                "%(count)d point is still to do. Tick it when it is done, then publish.",
                "%(count)d points are still to do. Tick each when it is done, then publish.",
                len(issues),
            )
            return ValidationError(message % {"count": len(issues)}, "open_point")
        field = self.instance._meta.get_field(issues[0].field)
        if not isinstance(field, StreamField):
            return ValidationError([str(issue.message) for issue in issues])
        return as_validation_error(
            field.stream_block,
            getattr(self.instance, name),
            [replace(found, path=found.path[1:]) for found in issues],
        )
