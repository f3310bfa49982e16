"""Addresses that an editor may link to, and rich text with the links and characters it may hold."""

import ipaddress
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, RichTextBlock, URLBlock
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from .leaves import Refining, as_pk
from .resolving import Resolver

MAX_URL_LENGTH = URLValidator.max_length
_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".home", ".corp", ".test")
# What may be globally routed of IPv6; it has neither NAT64 nor IPv4 in disguise.
_UNICAST = ipaddress.ip_network("2000::/3")
# What can be dialled, of at least 3 characters.
validate_telephone = RegexValidator(
    r"^[+(]?[0-9][0-9 ()./\u00a0-]{1,28}[0-9]$",
    _("Enter a telephone number: digits and spaces, with + before a country code."),
    code="telephone_invalid",
)
_ENCODED_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
_validate_address = URLValidator(
    schemes=["http", "https"],
    message=_("Write the whole address, beginning with https://."),
    code="url_invalid",
)


def validate_public_url(value: str) -> None:
    """Refuse an address that is not a plain http(s) address of a public host.

    Raises ValidationError for what Django's URLValidator refuses, and for user information, invisible
    characters, which reorder what a reader sees, and private or local hosts.
    """
    _validate_address(value)
    parts = urlsplit(value)
    unseen = any(unicodedata.category(each) in {"Cc", "Cf"} for each in value)
    if unseen or "@" in parts.netloc or _ENCODED_CONTROL.search(value):
        raise ValidationError(_("Enter a valid web address."), _validate_address.code)
    if not _is_public_host((parts.hostname or "").rstrip(".")):
        raise ValidationError(_("The address must lead to a public website."), code="url_private")


def _is_public_host(host: str) -> bool:
    try:
        return is_public_address(ascii_host := host.encode("idna").decode("ascii"))
    except UnicodeError:
        return False
    except ValueError:
        last = ascii_host.rpartition(".")[2]
        # A last label that begins with a digit is an IPv4 address in one of its disguises.
        return last not in {"", ascii_host} and not (
            last[0].isdigit() or ascii_host.endswith(_PRIVATE_SUFFIXES)
        )


def is_public_address(address: str) -> bool:
    """Whether the IP address is one of the open internet's, and of a single machine."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # Python's older releases take 6to4 for global.
        return ip in _UNICAST and ip.is_global and ip.sixtofour is None
    return ip.is_global and not ip.is_multicast


def host_of(value: str) -> str:
    """The host that an address leads to, "" without one."""
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def foreign_host(value: str) -> str:
    """The host of a valid address as the net writes it, if people read other letters in it; else ""."""
    host = host_of(value)
    return "" if host.isascii() else host.encode("idna").decode("ascii")


def telephone_href(value: str) -> str:
    """The number as a `tel:` address: "020-112 100" becomes "tel:020112100"."""
    digits = re.sub(r"[^0-9+]", "", value)
    return f"tel:{digits}"


SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}


def site_name(url: str) -> str:
    """The name of the site that a film's address leads to."""
    host = host_of(url).removeprefix("www.").removeprefix("m.")
    return SITES.get(host, host)


def player_url(url: str) -> str:
    """The address of the site's player without cookies for this film; "" for other sites."""
    site = site_name(url)
    if site == "YouTube":
        parts = urlsplit(url)
        found = parse_qs(parts.query).get("v") or [parts.path.rstrip("/").rpartition("/")[2]]
        if re.fullmatch(r"[\w-]{11}", found[0], re.ASCII):
            return f"https://www.youtube-nocookie.com/embed/{found[0]}?autoplay=1"
    elif site == "Vimeo" and (film := re.search(r"/(\d{1,12})(?:/|$)", urlsplit(url).path)):
        return f"https://player.vimeo.com/video/{film[1]}?autoplay=1&dnt=1"
    return ""


class PublicURLBlock(Refining, URLBlock):
    """A web address of a public host; see `validate_public_url` for what is refused."""

    field: forms.Field

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field = forms.CharField(
            required=self.field.required,
            help_text=self.field.help_text,
            widget=forms.URLInput,
            validators=[validate_public_url],
        )


class TelephoneBlock(Refining, CharBlock):
    """A telephone number as it is printed, such as "116 111" or "+46 8 598 920 00"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, validators=[validate_telephone], **options)
        self.field.widget.attrs["inputmode"] = "tel"


_LONE = re.compile("[\ud800-\udfff]")


def has_lone_surrogates(text: str) -> bool:
    """Whether the text holds half a character, such as "\\ud83d" without its second half."""
    return not text.isascii() and _LONE.search(text) is not None


def without_lone_surrogates(text: str) -> str:
    """Return the text with U+FFFD in place of each half character."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


# A rich-text feature that no editor sees: API v3 cleans a text by the block's features, and where
# `results.api` is installed this one lets paragraphs keep the keys that comments hold on to.
BLOCK_KEYS = "results-block-keys"
_EMBED = re.compile(r"<embed\b[^>]*>(?:</embed>)?")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>")
_NEVER_NESTED = frozenset({"br", "embed", "hr", "img", "li", "p"})
# An id that no page and no document has.
_NOTHING = "0"


def links_in(source: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each link of the text."""
    for match in FIND_A_TAG.finditer(source):
        yield extract_attrs(match[1])


def is_internal(attributes: Mapping[str, str]) -> bool:
    return attributes.get("linktype") in {"page", "document"}


def is_damaged(attributes: Mapping[str, str]) -> bool:
    """Whether it is a link to a page or document whose id is no id: "abc", "", "-1"."""
    return is_internal(attributes) and not as_pk(attributes.get("id"))


def tag_depth(source: str) -> int:
    """How many elements of the text lie within each other at most; paragraphs need no end."""
    depth = deepest = 0
    for end, name in _TAG.findall(source):
        if name.lower() not in _NEVER_NESTED:
            depth = max(depth - 1, 0) if end else depth + 1
            deepest = max(depth, deepest)
    return deepest


def without_embeds(source: str) -> str:
    """The text without pictures and films from elsewhere: they belong in blocks of their own."""
    return _EMBED.sub("", source)


def without_damaged_ids(source: str) -> str:
    """The text with each damaged link leading to nothing, which editors see and Wagtail can read."""
    return _leading_nowhere(source, is_damaged)


def without_dead_targets(source: str, resolver: Resolver) -> str:
    """The text with every link leading to nothing whose target this reader cannot reach.

    Its links are not damaged.
    """

    def is_dead(attributes: dict[str, str]) -> bool:
        if not is_internal(attributes):
            return False
        find = resolver.page if attributes["linktype"] == "page" else resolver.document
        return find(int(attributes["id"])) is None

    return _leading_nowhere(source, is_dead)


def _leading_nowhere(source: str, is_dead: Callable[[dict[str, str]], bool]) -> str:
    def tag(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        if not is_dead(attributes):
            return match[0]
        return f'<a id="{_NOTHING}" linktype="{attributes["linktype"]}">'

    return FIND_A_TAG.sub(tag, source)


class SafeRichTextBlock(Refining, RichTextBlock):
    """Wagtail's RichTextBlock; old damaged links do not stop the editor's form or an API."""

    def __init__(self, *, features: list[str], **options: Any) -> None:
        super().__init__(features=features, **options)
        self.features = [*features, BLOCK_KEYS]

    @cached_property
    def field(self) -> forms.CharField:
        """The form field, without the feature that editors do not see."""
        from wagtail.admin.rich_text import get_rich_text_editor_widget

        features = [name for name in self.features if name != BLOCK_KEYS]
        widget = get_rich_text_editor_widget(self.editor, features=features)
        return forms.CharField(widget=widget, **self.field_options)

    def value_for_form(self, value: RichText) -> str:
        """Return the text for the editor; damaged links lead to nothing."""
        return without_damaged_ids(value.source)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> RichText:
        """Return the submitted text; raise an error of `DAMAGED` unless it is a content state."""
        if prefix in data:
            _check_content_state(self.field.widget, data[prefix])
        return super().value_from_datadict(data, files, prefix)

    def get_api_representation(
        self, value: RichText, context: dict[str, Any] | None = None
    ) -> str | None:
        """Return the text as stored, or in the format that the request asks for."""
        context = context or {}
        request, reading = context.get("request"), context.get("reading")
        asked = request.GET.get("rich_text_format") if request else None
        if asked == "html" and reading is not None:
            return str(reading.html(value.source))
        if asked in {"markdown", "db_markdown", "html"}:
            source = without_damaged_ids(value.source)
            if asked == "markdown" and reading is not None:
                source = without_dead_targets(source, reading)
            value = type(value)(source)
        shown: str | None = super().get_api_representation(value, context=context)
        return shown


def _check_content_state(widget: forms.Widget, submitted: str) -> None:
    """Raise KeyError, TypeError or ValueError for JSON that Draftail would not send.

    Wagtail takes the text out of it as far as it goes and loses the rest. An empty text is "null".
    """
    from wagtail.admin.rich_text import DraftailRichTextArea

    state = json.loads(submitted) if isinstance(widget, DraftailRichTextArea) else None
    if state is None:
        return
    if has_lone_surrogates(json.dumps(state, ensure_ascii=False)):
        raise ValueError("Half a character, which no database can store.")
    for block in state["blocks"]:
        if not (isinstance(block["text"], str) and isinstance(block["depth"], int)):
            raise ValueError("A block without text or depth.")
