"""Wires the import into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter

from ..models import ResultsIndexPageMixin, ResultsPageMixin
from .checks import check_installed
from .drafting.undoing import why_not_undo
from .models import DocumentImport


class ImportFormatter(LogFormatter):
    """A draft that was made of a document."""

    label = gettext_lazy("Imported")

    def format_message(self, log_entry: Any) -> str:
        return _("Created from the document “%(file)s”") % {"file": log_entry.data.get("file", "")}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the imported document in a page's history."""
    actions.register_action("results.import")(ImportFormatter)
    actions.register_action(
        "results.fill_figures",
        gettext_lazy("Fill in figures"),
        gettext_lazy("Figures filled in from a sheet"),
    )


# Without the libraries a system check says what is missing; nothing here could be imported.
if not check_installed(None):
    from .admin.fill_screen import FillScreen, may_fill
    from .admin.page_picture import PictureScreen
    from .admin.review_screen import ReviewScreen
    from .admin.screens import UndoScreen, UploadScreen

    @hooks.register("register_admin_urls")
    def register_admin_urls() -> list[URLResolver]:
        """Return the screens of the import, below the admin's own address."""
        screens = [
            path("<int:index_id>/", UploadScreen.as_view(), name="upload"),
            path("<int:index_id>/<int:upload_id>/", ReviewScreen.as_view(), name="review"),
            path(
                "<int:index_id>/<int:upload_id>/pages/<int:number>/",
                PictureScreen.as_view(of_page=True),
                name="page",
            ),
            path(
                "<int:index_id>/<int:upload_id>/pictures/<int:number>/",
                PictureScreen.as_view(),
                name="picture",
            ),
            path("figures/<int:page_id>/", FillScreen.as_view(), name="fill"),
            path("undo/<int:record_id>/", UndoScreen.as_view(), name="undo"),
        ]
        return [path("results/import/", include((screens, "results_importing")))]

    @hooks.register("register_page_header_buttons")
    def header_buttons(
        page: Any, user: Any, view_name: str, next_url: str | None = None
    ) -> Iterator[Button]:
        """Offer the import on an index page, and its undoing on a draft that came of one."""
        if issubclass(page.specific_class or object, ResultsIndexPageMixin):
            if page.permissions_for_user(user).can_add_subpage():
                yield Button(
                    _("New edition from document"),
                    reverse("results_importing:upload", args=[page.pk]),
                    icon_name="upload",
                    priority=12,
                )
            return
        if not issubclass(page.specific_class or object, ResultsPageMixin):
            return
        if may_fill(page.specific, user):
            yield Button(
                _("Fill in figures from a sheet"),
                reverse("results_importing:fill", args=[page.pk]),
                icon_name="table",
                priority=19,
            )
        record = DocumentImport.objects.filter(page_id=page.pk).order_by("-pk").first()
        if record is not None and not why_not_undo(record, user):
            yield Button(
                _("Undo the import"),
                reverse("results_importing:undo", args=[record.pk]),
                icon_name="undo",
                priority=70,
            )
