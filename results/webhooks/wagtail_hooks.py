"""Webhooks in Wagtail's admin: one list, with what became of the messages and a button to send them again."""

from django.contrib import messages
from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wagtail import hooks
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from ..publishing.due import enqueue
from .delivering import deliver
from .events import send_test
from .models import Delivery, Endpoint, EventType


class EndpointForm(WagtailAdminModelForm):
    """An endpoint, whose events are chosen from those there are."""

    events = MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=[each for each in EventType.choices if each[0] != EventType.TEST.value],
        widget=CheckboxSelectMultiple,
    )


@require_POST
@PermissionPolicyChecker(ModelPermissionPolicy(Endpoint)).require("change")
def send_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an endpoint again what failed, or a test where nothing has."""
    endpoint = get_object_or_404(Endpoint, pk=pk)
    if not endpoint.retry():
        send_test(endpoint)
    enqueue(deliver, endpoint.pk)
    messages.success(request, _("It is on its way. The list shows the answer."))
    return redirect("results_webhooks:index")


class SendColumn(Column):
    """A button that sends again what failed, or a test."""

    cell_template_name = "results/webhooks/send_cell.html"


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
        Column(
            "waiting",
            label=gettext_lazy("Waiting"),
            accessor=lambda endpoint: endpoint.count(Delivery.State.PENDING),
        ),
        Column(
            "dead",
            label=gettext_lazy("Given up"),
            accessor=lambda endpoint: endpoint.count(Delivery.State.DEAD),
        ),
        Column("last_answer", label=gettext_lazy("Last answer")),
        SendColumn("pk", label=gettext_lazy("Send")),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("events"),
            FieldPanel("enabled"),
            HelpPanel(
                template="results/webhooks/secret_panel.html",
                heading=gettext_lazy("Secret and deliveries"),
            ),
        ],
        base_form_class=EndpointForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the address of the button."""
        return [*super().get_urlpatterns(), path("send/<int:pk>/", send_view, name="send")]


@hooks.register("register_admin_viewset")
def register_viewset() -> EndpointViewSet:
    return EndpointViewSet()
