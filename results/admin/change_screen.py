"""The screen that asks why published figures have changed, names texts with a former value, and publishes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages

from ..blocks import ChangeKind
from ..blocks.body import REASON_LENGTH
from ..content import EditionContent
from ..issues import Issue
from ..models import ResultsPageMixin
from ..publishing import Refused
from ..quantities.formatting import active_language
from ..rules.changes import (
    MISSING,
    FigureDifference,
    add_changes,
    may_change_figures,
    unanswered_changes,
)
from ..rules.places import anchor_at, describe_path
from ..rules.plausibility import figures_before, former_numbers
from .editions import PageScreen

KINDS = [
    (ChangeKind.CORRECTION.value, gettext_lazy("Correction: we had it wrong")),
    (ChangeKind.REVISION.value, gettext_lazy("Revision: better data, or another method")),
]
FOR_ALL = "all"


class ChangeForm(forms.Form):
    """Kind and reason of one change, or of all that say nothing else."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        choices=KINDS,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Shown to readers: what was wrong, or what is better known now."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class FigureForm(ChangeForm):
    """One change; `general` gives the answers that it lacks."""

    # What the person has seen: the public figure may be another one by now.
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, found: FigureDifference, general: ChangeForm | None, data: Any) -> None:
        language = active_language()
        self.found = found
        self.before = found.before.in_words(language)
        self.after = found.after.in_words(language) if found.after else ""
        super().__init__(data, prefix=found.before.block_id, initial={"seen": self.before})
        self.general = general
        if found.after is None:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Fill missing answers from the general ones, and refuse what is still missing."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("seen") != self.before:
            self.data = {**self.data, self.add_prefix("seen"): self.before}
            self.add_error(
                None, _("The published page has changed in the meantime: check the figure again.")
            )
        general = getattr(self.general, "cleaned_data", {})
        for name, message in (
            ("kind", _("Choose the kind of change.")),
            ("reason", _("Say why the figure has changed.")),
        ):
            if name in self.fields and name not in self.errors:
                given[name] = given.get(name) or general.get(name)
                if not given[name]:
                    self.add_error(name, message)
        return given

    @property
    def answer(self) -> tuple[str, str]:
        """Kind and reason."""
        kind = self.cleaned_data.get("kind") or ChangeKind.WITHDRAWN.value
        return kind, self.cleaned_data["reason"]


class ChangeScreen(PageScreen, TemplateView):
    """The figures of a draft that are public otherwise and have no entry yet."""

    template_name = "results/admin/changes.html"
    page_title = gettext_lazy("Publish changed figures")
    header_icon = "results-figure"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        """Lead back where no figure is without its entry."""
        if not self.missing:
            return redirect(self.edit_url)
        return super().dispatch(request, page_id)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Write the entries into the draft and publish it, or show the form again with its errors."""
        if self.general is not None:
            self.general.is_valid()
        # Each is asked, so that the person sees all that is open.
        if not min(form.is_valid() for form in self.figures):
            return self.get(request)
        with transaction.atomic():
            add_changes(
                self.draft, {form.found.before.block_id: form.answer for form in self.figures}
            )
            revision = self.draft.save_revision(user=request.user, log_action=True)
            self._publish(revision)
        messages.success(
            request,
            _("“%(title)s”: the changed figures are recorded with their reasons.")
            % {"title": self.draft.get_admin_display_title()},
            buttons=[messages.button(self.edit_url, _("Edit"))],
        )
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def _publish(self, revision: Any) -> None:
        """Publish, by the approval that the draft waits for where the person gives the last one."""
        state = self.page.current_workflow_state
        if state is not None and state.is_at_final_task:
            task = self.page.current_workflow_task
            if any(
                name == "approve" for name, *_rest in task.get_actions(self.page, self.request.user)
            ):
                waiting = self.page.current_workflow_task_state
                waiting.revision = revision
                waiting.save(update_fields=["revision"])
                task.on_action(waiting, self.request.user, "approve")
                return
        revision.publish(user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, the languages that follow, and the texts that do not."""
        versions = list(self.page.get_translations().select_related("locale").specific())
        return super().get_context_data(
            figures=self.figures,
            general=self.general,
            languages=[each.locale.get_display_name() for each in versions],
            texts=list(self._texts([self.draft, *versions])),
            edit_url=self.edit_url,
        )

    def _texts(self, versions: list[Any]) -> Iterator[tuple[Any, str, str, Issue]]:
        """Yield each text that has a former value: its page, its place, its address and the issue."""
        figures = figures_before(EditionContent(self.draft))
        for page in versions:
            if page.permissions_for_user(self.request.user).can_edit():
                edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
                for found in former_numbers(page, figures):
                    place = describe_path(page, found.path)
                    yield page, place, f"{edit_url}#{anchor_at(page, found.path)}", found

    def is_open(self, page: Any) -> bool:
        if not isinstance(page, ResultsPageMixin):
            raise Http404
        return bool(may_change_figures(self.request.user, page))

    @cached_property
    def draft(self) -> Any:
        """What would be published."""
        return self.page.get_latest_revision_as_object()

    @cached_property
    def missing(self) -> list[FigureDifference]:
        """The figures to ask about."""
        return unanswered_changes(self.draft)

    @cached_property
    def general(self) -> ChangeForm | None:
        """The answer for all, where there are several."""
        return ChangeForm(self._data, prefix=FOR_ALL) if len(self.missing) > 1 else None

    @cached_property
    def figures(self) -> list[FigureForm]:
        """A form for each figure."""
        return [FigureForm(found, self.general, self._data) for found in self.missing]

    @property
    def _data(self) -> Any:
        return self.request.POST.dict() if self.request.method == "POST" else None


def is_about_changes(refused: Refused) -> bool:
    """Whether nothing but missing entries keeps the page from being published."""
    return bool(refused.page and refused.page.pk) and all(
        found.code == MISSING for found in refused.refusals
    )
