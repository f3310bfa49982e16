"""The screen that shows what will be made of a document."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wagtail.admin import messages

from ..document import Picture
from ..drafting import Outcome, Place, Source, leave_pictures_out, make_draft, place_for
from ..drafting.images import pictures_of
from ..drafting.writing import unsaved_page
from ..errors import ImportRefused
from ..models import Upload
from ..planning import Pile, Plan, Section, pile_of, plan_document
from ..planning.linking import target_field
from ..planning.plan import PlannedPicture
from ..reporting import name_of, shown
from .forms import OVERRULED, YearForm
from .review_forms import ReviewForms
from .screens import check_new
from .uploaded import UploadedScreen


class ReviewScreen(UploadedScreen):
    """What will be made of the document; each figure can be taken, left and mended."""

    template_name = "results/importing/review.html"

    def get_page_title(self) -> str:
        return _("Review “%(file)s”") % {"file": self.upload.file_name}

    def get(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        plan = self._plan()
        forms = ReviewForms.kept(plan, self.language, self.upload.decisions)
        if "page" in request.GET:
            return self._preview(forms)
        form = forms.open(request.GET.get("fields", request.GET.get("open", "")))
        if form and "fields" in request.GET:
            context = {"form": form.opened, "upload": self.upload}
            return render(request, "results/importing/fields.html", context)
        return self._show(plan, forms)

    def post(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Make the draft as decided, or keep the decisions for later."""
        if "year" in request.POST:
            return self._change_year()
        plan = self._plan()
        forms = ReviewForms.kept(plan, self.language, self.upload.decisions, request.POST)
        Upload.objects.filter(pk=self.upload.pk).update(decisions=forms.decisions)
        if opened := request.POST.get("open"):
            return redirect(f"{self.address('review')}?{urlencode({'open': opened})}#{opened}")
        if "keep" in request.POST:
            return self._keep()
        if forms.wrong:
            return self._show(plan, forms)
        forms.choose()
        try:
            outcome = self._make(plan, place_for(self.index, self.upload.year, self.user))
        except ImportRefused as error:
            plan = self._plan()
            forms = ReviewForms.kept(plan, self.language, forms.decisions, request.POST)
            return self._show(plan, forms, error)
        if outcome is None:
            return self.gone()
        _tell(request, outcome)
        return redirect("wagtailadmin_pages:edit", outcome.page.pk)

    def _make(self, plan: Plan, place: Place) -> Outcome | None:
        """Make the draft and delete the upload; None where another click is doing so.

        Two clicks for the first draft of a document give one draft in any case. For a further one
        nothing else tells the second click from another wish.
        """
        upload, user = self.upload, self.user
        source = Source(bytes(upload.content), upload.file_name)
        if not (upload.again or "again" in self.request.POST):
            outcome = make_draft(plan, source, place, user)
            Upload.objects.filter(pk=upload.pk).delete()
            return outcome
        if not Upload.objects.filter(pk=upload.pk).delete()[0]:
            return None
        try:
            return make_draft(plan, source, place, user, again=True)
        except BaseException:
            upload.save(force_insert=True)
            raise

    def _change_year(self) -> HttpResponse:
        """Go on with the review for another year, which must be free."""
        form, upload = YearForm(self.request.POST), self.upload
        try:
            if not form.is_valid():
                raise ImportRefused(" ".join(map(str, form.errors["year"])), "bad_year", "year")
            place = place_for(self.index, form.cleaned_data["year"], self.user)
            if not upload.again:
                check_new(Source(bytes(upload.content), upload.file_name), place)
            Upload.objects.filter(pk=upload.pk).update(year=place.year)
        except ImportRefused as error:
            messages.error(self.request, self.explain(error))
        return redirect(self.address("review"))

    def _plan(self) -> Plan:
        plan = plan_document(self.document, self.language, self.upload.year)
        leave_pictures_out(plan, self.user)
        return plan

    def _keep(self) -> HttpResponse:
        """Say that what is decided so far is stored; a script goes on by itself."""
        if self.request.headers.get("Accept") == "application/json":
            return JsonResponse({"kept": True})
        messages.success(self.request, _("Your decisions are saved."))
        return redirect("wagtailadmin_explore", self.index.pk)

    def _preview(self, forms: ReviewForms) -> HttpResponse:
        """Show the page as it will look, without its pictures; nothing is written."""
        forms.choose()
        page = unsaved_page(forms.plan, place_for(self.index, self.upload.year, self.user))
        response: HttpResponse = page.make_preview_request(self.request, page.default_preview_mode)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def _show(
        self, plan: Plan, forms: ReviewForms, refusal: ImportRefused | None = None
    ) -> HttpResponse:
        wrong = forms.wrong if self.request.method == "POST" else []
        for form in wrong:
            form.open()
        for form in wrong[:1]:
            form.fields[next(iter(form.errors))].widget.attrs["autofocus"] = True
        sections = [
            {
                "section": form.section,
                "form": form,
                "kind": name_of(form.section.block),
                "text": " ".join(" ".join(form.section.texts).split()),
                "table": form.section.table,
                "figures": "" if form.section.heading else self._figures(form.section),
                "links": [
                    (link, link.target and target_field(link.target)) for link in form.section.links
                ],
            }
            for form in forms.sections
        ]
        context = self.get_context_data(
            sections=sections,
            pictures=self._pictures(plan),
            forms=forms,
            wrong=wrong,
            left_out=[left for left in plan.left_out if left.text.strip()],
            plan=plan,
            language=self.language,
            upload=self.upload,
            reason=self.explain(refusal) if refusal else "",
            can_overrule=refusal is not None and refusal.code in OVERRULED,
        )
        return self.render_to_response(context)

    def _figures(self, section: Section) -> str:
        """What tells a group without a heading from another: its figures with a tick."""
        ticked = (figure.found for figure in section.figures if pile_of(figure) is Pile.READY)
        return " · ".join(f"{shown(found, self.language)} {found.label}" for found in ticked)

    def _pictures(self, plan: Plan) -> list[tuple[PlannedPicture, int]]:
        """The pictures of the plan, each with its place in the document; what stood below may be its caption."""
        parts = enumerate(self.document.parts)
        places = {part.content: place for place, part in parts if isinstance(part, Picture)}
        return [(planned, places[planned.picture.content]) for planned in pictures_of(plan)]


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    record = outcome.record
    if not outcome.is_new:
        messages.success(
            request,
            _("“%(file)s” was imported before. This is the edition created from it.")
            % {"file": record.file_name},
        )
        return
    undo = reverse("results_importing:undo", args=[record.pk])
    buttons = [messages.button(undo, _("Undo the import"))]
    if outcome.page.open_points:
        edit = reverse("wagtailadmin_pages:edit", args=[outcome.page.pk])
        buttons.insert(0, messages.button(f"{edit}#results-open-points", _("Still to do")))
    text = _("Draft created from “%(file)s”.") % {"file": record.file_name}
    messages.success(request, text, buttons=buttons)
