"""The words of wagtail-localize's editor, whose Swedish joins two of them."""

from typing import Any

from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog

# The name of a language follows.
PUBLISH_IN = "Publish in "


class EditorWords(JavaScriptCatalog):
    """Wagtail-localize's own catalogue, with our words for its button."""

    def get_catalog(self) -> dict[str, Any]:
        """Return its words, that button's with the space at their end."""
        words: dict[str, Any] = super().get_catalog()
        ours = gettext("Publish in %(language_name)s") % {"language_name": ""}
        return words | {PUBLISH_IN: f"{ours.rstrip()} "}
