"""The base of the screens about one translation."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail_localize.models import Translation

from ...quantities.formatting import active_language, language_name
from ..blocks import OURS
from ..glossary import Term
from ..strings.doubts import TranslatedString, readable, strings_of
from ..strings.usable import longest_at

# In the address of a translated page's editor, it asks for wagtail-localize's own.
OTHER_EDITOR = "editor"
STOPPED = gettext_lazy(
    "The translation of this page has been stopped: nothing that is written here reaches the page. "
    "Edit the page itself, or resume the translation."
)


class TranslationScreen(WagtailAdminTemplateMixin, View):
    """A screen about the translation of one page, for users who may edit that page."""

    header_icon = "wagtail-localize-language"
    # Whether what is posted to it is kept with the translation, which a stopped one refuses.
    keeps = True
    translation: Translation

    @cached_property
    def strings(self) -> list[TranslatedString]:
        """The strings of the translation, in page order."""
        return strings_of(self.translation)

    @cached_property
    def asked(self) -> Any:
        """The string that the address names, None for one that has gone: `dispatch` refuses that."""
        return next((each for each in self.strings if each.key == self.kwargs["string"]), None)

    @cached_property
    def languages(self) -> tuple[str, str]:
        """The codes of the two languages."""
        return (
            self.translation.source.locale.language_code,
            self.translation.target_locale.language_code,
        )

    @cached_property
    def terms(self) -> list[Term]:
        """The glossary for the two languages."""
        locales = self.translation.source.locale_id, self.translation.target_locale_id
        return list(Term.objects.filter(source_locale=locales[0], target_locale=locales[1]))

    @cached_property
    def page(self) -> Any:
        """The translated page, None if it has been deleted."""
        try:
            page = self.translation.get_target_instance()
        except ObjectDoesNotExist:
            return None
        page.locale = self.translation.target_locale
        return page

    @cached_property
    def source_page(self) -> Any:
        """The source page as it was last synchronised."""
        return self.translation.source.as_instance()

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Add the translation and its languages, which all templates need."""
        context = {"translation": self.translation, "language": self.translation.target_locale}
        context["source_language"] = self.translation.source.locale
        return super().get_context_data(**context, **more)

    def longest(self, string: TranslatedString) -> int | None:
        """How many characters fit where the string is, None for any number."""
        return longest_at(self.translation.source, string.segment.context.path)

    def get_header_buttons(self) -> list[Any]:
        user, address = self.request.user, self.request.path
        self.header_more_buttons = get_page_header_buttons(self.page, user, address, "edit")
        editor = other_editor_of(self.page)
        status = HeaderButton(_("Status and privacy"), editor, "", "info-circle", icon_only=True)
        return [status, *super().get_header_buttons()]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the right to edit; whoever has typed something gets it back when it is refused."""
        found = Translation.objects.select_related(
            "source__locale", "source__specific_content_type", "target_locale"
        )
        translation = found.filter(pk=self.kwargs["translation_id"]).first()
        if translation is None:
            return self.refuse(_("The translation has been deleted."), 404)
        self.translation = translation
        if self.page is None or is_source_gone(translation):
            return self.refuse(_("The page, or the one that it translates, has been deleted."), 404)
        if not isinstance(self.page, OURS):
            raise PermissionDenied
        if not self.page.permissions_for_user(request.user).can_edit():
            return self.refuse(_("You may not edit the page in this language."), 403)
        if request.method == "POST" and self.keeps and not translation.enabled:
            return self.refuse(str(STOPPED), 409)
        if "string" in self.kwargs and self.asked is None:
            return self.refuse(_("This text is not on the page any more."), 404)
        return super().dispatch(request, *args, **kwargs)

    @property
    def wants_json(self) -> bool:
        """Whether a script asks, which goes on by itself."""
        return self.request.headers.get("Accept") == "application/json"

    def refuse(self, reason: str, status: int) -> HttpResponse:
        """Answer with the reason, what was typed, and what the browser still keeps."""
        if self.wants_json:
            return JsonResponse({"error": reason}, status=status)
        posted = self.request.POST
        context = {
            "page_title": _("Texts"),
            "header_icon": self.header_icon,
            "reason": reason,
            "typed": posted.get("text") or posted.get("question"),
            "key": self.kwargs["translation_id"],
        }
        template = "results/translation/refused.html"
        return TemplateResponse(self.request, template, context, status=status)

    def get_page_subtitle(self) -> str:
        return _("%(title)s in %(language)s") % {
            "title": self.source_page.title,
            "language": named(self.translation.target_locale),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        last = {"label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *breadcrumbs_to(self.page), {"url": "", **last}]


def other_editor_of(page: Any) -> str:
    """Return the URL of wagtail-localize's editor of a translated page."""
    return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{OTHER_EDITOR}=1"


def is_source_gone(translation: Translation) -> bool:
    """Return whether what the translation translates has been deleted."""
    try:
        translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return True
    return False


def breadcrumbs_to(page: Any) -> list[dict[str, Any]]:
    """Return the breadcrumbs from the explorer to the editor of the page."""
    parent = page.get_parent()
    return [
        {
            "url": reverse("wagtailadmin_explore", args=[parent.pk]),
            "label": parent.specific_deferred.get_admin_display_title(),
        },
        {
            "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "label": page.get_admin_display_title(),
        },
    ]


def named(locale: Any) -> str:
    """Return the name of the language as it is written within a sentence."""
    return language_name(locale.language_code, active_language())


def said_meanwhile(name: str, text: str) -> str:
    """Return the warning that somebody has saved this in place of what a user has seen."""
    return _("%(name)s has saved this text meanwhile: “%(text)s”. Saving yours replaces it.") % {
        "name": name,
        "text": text,
    }


def told(string: TranslatedString) -> dict[str, Any]:
    """Return what a browser is told of a text that has been saved elsewhere."""
    by, text = string.row and string.row.last_translated_by, readable(string.text)
    name = get_user_display_name(by) if by else _("Somebody")
    return {
        "string": string.key,
        "text": text,
        "sentence": _("%(name)s has saved this text.") % {"name": name},
        "warning": said_meanwhile(name, text),
    }
