"""Where to turn for help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue, TextBlock

from ..faults import Fault, Stage
from .base import ResultsStructBlock
from .displays import HelplineDisplay
from .leaves import PublicURLBlock, TelephoneBlock
from .links import telephone_href
from .video import site_name

if TYPE_CHECKING:
    from .resolving import Resolver


class HelplineBlock(ResultsStructBlock):
    """A helpline; telephone number and web address can be other ones in each language."""

    name = CharBlock(label=_("Name"), max_length=120)
    hours = CharBlock(label=_("Opening hours"), required=False, max_length=160, default="")
    telephone = TelephoneBlock(label=_("Telephone number"), required=False, default="")
    url = PublicURLBlock(label=_("Web address"), required=False, default="")
    note = TextBlock(label=_("Note"), required=False, max_length=400, rows=2, default="")

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield a helpline that cannot be reached."""
        if not value.get("telephone") and not value.get("url"):
            yield Fault(
                _("Give a telephone number or a web address."),
                "helpline_unreachable",
                ("telephone",),
                stage=Stage.PUBLISHING,
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> HelplineDisplay:
        """`telephone_url` ("tel:116111" or "") and `site` (host name of the web address or "")."""
        telephone = value.get("telephone")
        return HelplineDisplay(
            telephone_url=telephone_href(telephone) if telephone else "",
            site=site_name(value.get("url") or ""),
        )

    class Meta:
        template = "results/blocks/helpline.html"
        icon = "results-helpline"
        label = _("Helpline")
        label_format = "{name}"
        description = _("Where to turn for help: name, hours, telephone, web address.")
        heading_child = "name"
        prose = ("name", "hours", "note")
        replaceable = ("telephone", "url")
        preview_value = {"name": "A helpline", "hours": "All day", "telephone": "116 111"}
