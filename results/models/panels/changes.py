"""The panel that shows the changes of published figures."""

from typing import Any

from wagtail.admin.panels import FieldPanel


class ChangesPanel(FieldPanel):
    """The entries of the page; they are made when a changed figure is published."""

    def get_form_options(self) -> dict[str, Any]:
        """Request the field, without which translators are not shown its texts."""
        return {"fields": [self.field_name]}

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel for one page."""

        def is_shown(self) -> bool:
            """Hide the panel on a page without entries."""
            return bool(self.value_from_instance) and super().is_shown()
