"""The form in which an editor composes an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from ..blocks import Fault, Severity, as_validation_error, find_faults
from ..findings import Finding, errors_of
from ..publishing import publishes
from .form_errors import PlacedErrors

if TYPE_CHECKING:
    from django.forms.utils import ErrorDict


class ResultsPageForm(WagtailAdminPageForm):
    """Wagtail's page form, which refuses what the guard would refuse, beside the field."""

    _errors: ErrorDict | None

    @property
    def is_publishing(self) -> bool:
        """Whether the button that was pressed publishes the page; see `publishes`."""
        return publishes(self.data, self.instance, self.parent_page)

    def full_clean(self) -> None:
        """Validate the form; see `PlacedErrors` for what API v3 tells of a stream."""
        super().full_clean()
        self._errors = PlacedErrors(self._errors, renderer=self.renderer)

    def _post_clean(self) -> None:
        super()._post_clean()
        page = self.instance
        if self.is_publishing:
            for name in [name for name in self.errors if self._is_stream(name)]:
                self._complete(name)
        is_new = not page.path
        if is_new:
            # A page that is not yet in the tree finds its siblings through its parent to be.
            page._cached_parent_obj = self.parent_page
        try:
            self._add_findings(errors_of(page, publishing=self.is_publishing))
        finally:
            if is_new:
                del page._cached_parent_obj

    def _complete(self, name: str) -> None:
        """Say of a stream at once all that refuses it, not only what its blocks refuse as they stand.

        Wagtail asks a block for its own rules when nothing else is wrong with it.
        """
        block = self.fields[name].block
        value = self.fields[name].widget.value_from_datadict(
            self.data, self.files, self.add_prefix(name)
        )
        faults = [fault for fault in find_faults(block, value) if fault.severity is Severity.ERROR]
        if faults:
            del self.errors[name]
            self.add_error(name, as_validation_error(block, value, faults))

    def _add_findings(self, findings: list[Finding]) -> None:
        by_field: dict[str, list[Finding]] = {}
        for finding in findings:
            by_field.setdefault(finding.field, []).append(finding)
        for name, found in by_field.items():
            if name not in self.fields:
                self.add_error(None, [str(finding.message) for finding in found])
            elif name not in self.errors:
                self.add_error(name, self._error(name, found))

    def _is_stream(self, name: str) -> bool:
        return isinstance(getattr(self.fields.get(name), "block", None), StreamBlock)

    def _error(self, name: str, findings: list[Finding]) -> Any:
        field = self.instance._meta.get_field(name)
        if not isinstance(field, StreamField):
            return ValidationError([str(finding.message) for finding in findings])
        return as_validation_error(
            field.stream_block,
            getattr(self.instance, name),
            [Fault(found.message, found.code, found.path[1:]) for found in findings],
        )
