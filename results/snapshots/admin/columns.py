"""The columns of the list of stored answers."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime

from wagtail.admin.ui.tables import Column


class AddressColumn(Column):
    """The address, leading there."""

    cell_template_name = "results/snapshots/address_cell.html"


class SizeColumn(Column):
    """A number of bytes as people read it."""

    def get_value(self, instance: Any) -> str:
        """Such as 24.5 KB."""
        return filesizeformat(super().get_value(instance))


class MomentColumn(Column):
    """A moment, also one to come, of which Wagtail's own column says "just now"."""

    def get_value(self, instance: Any) -> str:
        """The date and time as the person's language and time zone have it."""
        return date_format(localtime(super().get_value(instance)), "SHORT_DATETIME_FORMAT")
