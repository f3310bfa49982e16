"""A link to the accessibility statement for a site's footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language

from ...blocks import LinkTarget
from ..models import statement_for

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def accessibility_statement(context: Context) -> LinkTarget | None:
    """Return a link to the site's statement, or None where there is none."""
    request: Any = context.get("request")
    page = statement_for(request) if request is not None else None
    if page is None:
        return None
    code = page.locale.language_code
    return LinkTarget(
        page.get_url(request) or "", page.title, "" if code == get_language() else code
    )
