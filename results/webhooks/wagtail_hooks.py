"""Webhooks in Wagtail's admin: the endpoints, the log of deliveries, and what waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wagtail import hooks
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from ..publishing.due import enqueue
from .delivering import deliver
from .events import send_test
from .models import Delivery, Endpoint, EventType

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLResolver

POLICY = ModelPermissionPolicy(Endpoint)
CHANGE = "change"
REPORT = "results_webhooks_admin:deliveries"


class EndpointForm(WagtailAdminModelForm):
    """An endpoint, whose events are chosen from those there are."""

    events = MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=[each for each in EventType.choices if each[0] != EventType.TEST.value],
        widget=CheckboxSelectMultiple,
    )


class SecretPanel(Panel):
    """Panel with the secret and the actions of an existing endpoint."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one endpoint."""

        template_name = "results/webhooks/secret_panel.html"

        def is_shown(self) -> bool:
            """Hide it until the endpoint has a secret."""
            return self.instance.pk is not None


def _dead(endpoint: Endpoint) -> int | str:
    return endpoint.deliveries.filter(state=Delivery.State.DEAD).count() or ""


class EndpointViewSet(ModelViewSet):
    """The endpoints, in the settings menu."""

    model = Endpoint
    name = "results_webhooks"
    url_prefix = "webhooks"
    icon = "link-external"
    menu_label = gettext_lazy("Webhooks")
    menu_order = 940
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = (
        "name",
        "url",
        BooleanColumn("enabled", label=gettext_lazy("Enabled")),
        Column("dead", label=gettext_lazy("Given up"), accessor=_dead),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("events"),
            FieldPanel("enabled"),
            SecretPanel(heading=gettext_lazy("Secret and deliveries")),
        ],
        base_form_class=EndpointForm,
    )


class DeliveryFilter(WagtailFilterSet):
    """By endpoint, event and state."""

    class Meta:
        model = Delivery
        fields = ("endpoint", "type", "state")


class ResendColumn(Column):
    """A button that has the delivery sent anew."""

    cell_template_name = "results/webhooks/resend_cell.html"


def _next_attempt(row: Delivery) -> str:
    """Return a moment to come, of which Wagtail's own column says "just now"."""
    if row.state != Delivery.State.PENDING:
        return ""
    return date_format(localtime(row.due_at), "SHORT_DATETIME_FORMAT")


class DeliveriesReport(ReportView):
    """What was delivered, what waits and what was given up, the newest first."""

    page_title = gettext_lazy("Deliveries of webhooks")
    header_icon = "link-external"
    index_url_name = REPORT
    index_results_url_name = "results_webhooks_admin:deliveries_results"
    filterset_class = DeliveryFilter
    permission_policy = POLICY
    any_permission_required = (CHANGE,)
    default_ordering = "-pk"
    model = Delivery
    columns = (
        Column("type", label=gettext_lazy("Event"), accessor="get_type_display"),
        Column("endpoint", label=gettext_lazy("Webhook"), sort_key="endpoint"),
        DateColumn("created_at", label=gettext_lazy("Happened"), sort_key="created_at"),
        Column(
            "state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"
        ),
        Column("attempts", label=gettext_lazy("Attempts"), sort_key="attempts"),
        Column("answer", label=gettext_lazy("Last answer")),
        Column("next", label=gettext_lazy("Next attempt"), accessor=_next_attempt),
        ResendColumn("pk", label=gettext_lazy("Send again")),
    )

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.select_related("endpoint").defer("body")


class DeadLettersPanel(Component):
    """Says on the front page of the admin which endpoints have deliveries that were given up."""

    name = "results_webhooks"
    template_name = "results/webhooks/dead_letters.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the endpoints, each with the number of its dead letters."""
        dead = Count("deliveries", filter=Q(deliveries__state=Delivery.State.DEAD))
        return {"endpoints": Endpoint.objects.annotate(given_up=dead).filter(given_up__gt=0)}


@require_POST
@PermissionPolicyChecker(POLICY).require(CHANGE)
def test_view(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Send the endpoint a test."""
    send_test(get_object_or_404(Endpoint, pk=endpoint_id))
    messages.success(request, _("A test is on its way; see its result in the log."))
    return redirect(REPORT)


@require_POST
@PermissionPolicyChecker(POLICY).require(CHANGE)
def rotate_view(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Give the endpoint a new secret."""
    endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
    endpoint.rotate()
    log(instance=endpoint, action="wagtail.edit")
    messages.success(request, _("The new secret signs from now on, the one before for a day more."))
    return redirect("results_webhooks:edit", endpoint.pk)


@require_POST
@PermissionPolicyChecker(POLICY).require(CHANGE)
def resend_view(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Have a delivery sent anew."""
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    delivery.resend()
    enqueue(deliver, delivery.endpoint_id)
    messages.success(request, _("It is sent again, under the same id."))
    return redirect(REPORT)


SCREENS = [
    path("reports/webhooks/", DeliveriesReport.as_view(), name="deliveries"),
    path(
        "reports/webhooks/results/",
        DeliveriesReport.as_view(results_only=True),
        name="deliveries_results",
    ),
    path("webhooks/<int:endpoint_id>/test/", test_view, name="test"),
    path("webhooks/<int:endpoint_id>/rotate/", rotate_view, name="rotate"),
    path("webhooks/deliveries/<int:delivery_id>/resend/", resend_view, name="resend"),
]


class DeliveriesMenuItem(MenuItem):
    """Leads those to the log who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return POLICY.user_has_permission(request.user, CHANGE)


@hooks.register("register_admin_viewset")
def register_viewset() -> EndpointViewSet:
    return EndpointViewSet()


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("", include((SCREENS, "results_webhooks_admin")))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return DeliveriesMenuItem(
        gettext_lazy("Deliveries of webhooks"),
        reverse_lazy(REPORT),
        icon_name="link-external",
        order=670,
    )


@hooks.register("construct_homepage_panels")
def tell_of_dead_letters(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the front page of the admin what was given up, to those who can do something about it."""
    if POLICY.user_has_permission(request.user, CHANGE):
        panels.append(DeadLettersPanel())
