"""The screen that shows what will be made of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages

from ..drafting import Source, leave_pictures_out, make_draft, place_for
from ..errors import ImportRefused
from ..importing import choose, plan_of
from ..models import DocumentImport, Upload
from .forms import OVERRULED, figure_forms
from .screens import ImportScreen
from .showing import Shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from ..drafting import Outcome, Place
    from ..planning import Plan


class ReviewScreen(ImportScreen):
    """What will be made of the document; each figure can be taken, left and mended."""

    template_name = "results/importing/review.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect to the upload where the document is no longer kept."""
        if self.index is not None and self.upload is None:
            return self._gone()
        try:
            return super().dispatch(request, *args, **kwargs)
        except ImportRefused as error:
            # It was readable as it was uploaded; another version of the program may see it otherwise.
            messages.error(request, str(error))
            return redirect("results_importing:upload", self.index.pk)

    @cached_property
    def upload(self) -> Upload | None:
        """The document, for the person who uploaded it and nobody else."""
        return (
            Upload.objects.kept()
            .filter(pk=self.kwargs["upload_id"], user_id=self.user.pk, index_id=self.index.pk)
            .first()
        )

    @property
    def document(self) -> Upload:
        """The upload, which `dispatch` has checked for."""
        assert self.upload is not None  # noqa: S101
        return self.upload

    @cached_property
    def source(self) -> Source:
        return Source(bytes(self.document.content), self.document.file_name)

    def get_page_title(self) -> str:
        return _("Review “%(file)s”") % {"file": self.document.file_name}

    def get(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        plan = self._plan()
        return self._show(plan, dict(figure_forms(plan)))

    def post(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Make the draft as decided, or forget the document."""
        if "cancel" in request.POST:
            self.document.delete()
            messages.success(request, _("The document was not imported."))
            return redirect("wagtailadmin_explore", self.index.pk)
        plan = self._plan()
        forms = dict(figure_forms(plan, request.POST))
        if not all(form.is_valid() for form in forms.values()):
            return self._show(plan, forms)
        choose(plan, {name: form.choice for name, form in forms.items()})
        place: Place | None = None
        try:
            place = place_for(self.index, self.document.year, self.user)
            outcome = self._make(plan, place)
        except ImportRefused as error:
            reason = self.explain(error, self.source, place)
            return self._show(self._plan(), forms, reason, can_overrule=error.code in OVERRULED)
        if outcome is None:
            return self._gone()
        _tell(request, outcome)
        return redirect("wagtailadmin_pages:edit", outcome.page.pk)

    def _make(self, plan: Plan, place: Place) -> Outcome | None:
        """Make the draft and delete the upload; None where another click is doing so.

        Two clicks for the first draft of a document give one draft in any case. For a further one
        nothing else tells the second click from another wish.
        """
        upload, user = self.document, self.user
        if not (upload.again or "again" in self.request.POST):
            outcome = make_draft(plan, self.source, place, user)
            Upload.objects.filter(pk=upload.pk).delete()
            return outcome
        if not Upload.objects.filter(pk=upload.pk).delete()[0]:
            return None
        try:
            return make_draft(plan, self.source, place, user, again=True)
        except BaseException:
            upload.save(force_insert=True)
            raise

    def _plan(self) -> Plan:
        plan = plan_of(self.source, self.index.locale.language_code, self.document.year)
        leave_pictures_out(plan, self.user)
        return plan

    def _show(
        self, plan: Plan, forms: dict[str, Any], reason: str = "", *, can_overrule: bool = False
    ) -> HttpResponse:
        shown = Shown(plan, forms, self.index.locale.language_code)
        shown.focus_on_error()
        context = self.get_context_data(
            shown=shown,
            plan=plan,
            index=self.index,
            upload=self.document,
            reason=reason,
            can_overrule=can_overrule,
        )
        return self.render_to_response(context)

    def _gone(self) -> HttpResponse:
        made = DocumentImport.objects.filter(
            index_id=self.index.pk,
            user_id=self.user.pk,
            page__isnull=False,
            state=DocumentImport.State.MADE,
        ).last()
        buttons = []
        if made is not None:
            url = reverse("wagtailadmin_pages:edit", args=[made.page_id])
            buttons.append(messages.button(url, _("Open your latest draft")))
        messages.warning(
            self.request,
            _(
                "That document is no longer kept: it has become a draft, was not imported, was "
                "uploaded more than a day ago, or you have uploaded another since."
            ),
            buttons=buttons,
        )
        return redirect("results_importing:upload", self.index.pk)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    record = outcome.record
    if not outcome.is_new:
        messages.success(
            request,
            _("“%(file)s” was imported before. This is the edition that was made of it.")
            % {"file": record.file_name},
        )
        return
    undo = reverse("results_importing:undo", args=[record.pk])
    buttons = [messages.button(undo, _("Undo the import"))]
    if outcome.page.open_points:
        edit = reverse("wagtailadmin_pages:edit", args=[outcome.page.pk])
        buttons.insert(0, messages.button(f"{edit}#results-open-points", _("Still to do")))
    text = _("Draft made of “%(file)s”.") % {"file": record.file_name}
    messages.success(request, text, buttons=buttons)
