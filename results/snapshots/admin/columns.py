"""The columns of the list of stored answers."""

from __future__ import annotations

from typing import Any

from django.middleware.csrf import get_token
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime

from wagtail.admin.ui.tables import Column

from .rights import may_drop


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


class MakeColumn(Column):
    """A button that has the answer made anew, for those who may."""

    cell_template_name = "results/snapshots/make_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add what a form needs: `may_drop`, `csrf_token` and the list's own `query`."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        context["may_drop"] = may_drop(request.user)
        context["csrf_token"] = get_token(request)
        context["query"] = request.GET.urlencode()
        return context
