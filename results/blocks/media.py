"""What readers look at and what they follow: pictures and films, links and calls to action."""

import re
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import quote

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, CharBlock, EmailBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from ..issues import Issue, incomplete, warning
from .base import (
    CONTENT_NOTICE,
    ContentNoticeStructBlock,
    OptionalChar,
    OptionalText,
    ResultsStructBlock,
    SeveralBlock,
)
from .displays import (
    HelplineDisplay,
    LinkDisplay,
    PictureDisplay,
    ShareDisplay,
    ShareLink,
    VideoDisplay,
)
from .leaves import DocumentChooser, ImageChooser, PageChooser
from .links import (
    PublicURLBlock,
    TelephoneBlock,
    host_of,
    player_url,
    site_name,
    telephone_href,
)
from .resolving import LinkTarget, Resolver, taken_from


class PictureBlock(ContentNoticeStructBlock):
    """An optional picture: the part that other blocks embed."""

    image = ImageChooser(label=_("Image"), required=False)
    alt_text = OptionalChar(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    decorative = BooleanBlock(
        label=_("Decorative"),
        required=False,
        default=False,
        help_text=_("The picture says nothing that the text does not; it needs no description."),
    )
    caption = OptionalChar(label=_("Caption"), max_length=250)
    credit = OptionalChar(label=_("Credit"), max_length=120)

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield an issue for a picture that is neither described nor marked as decorative."""
        if value.get("image") and not value.get("alt_text") and not value.get("decorative"):
            yield incomplete(
                _("Describe the picture, or mark it as decorative."),
                "alt_text_missing",
                ("alt_text",),
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> PictureDisplay:
        """`url`, `width`, `height` (pixels), `sources` (for `srcset`) and `alt`; empty without."""
        image = value.get("image")
        picture = resolver.picture(image.pk) if image else None
        if picture is None:
            return PictureDisplay(url="", width=None, height=None, sources=[], alt="")
        alt = "" if value.get("decorative") else value.get("alt_text") or ""
        return cast("PictureDisplay", {**picture, "alt": alt})

    class Meta:
        form_layout = BlockGroup(
            children=["image", "alt_text", "decorative"],
            settings=["caption", "credit", CONTENT_NOTICE],
        )
        template = "results/blocks/image.html"
        icon = "image"
        label = _("Image")
        label_format = "{alt_text}"
        prose = ("alt_text", "caption", "credit", "care_text")
        replaceable = ("image",)


class ImageBlock(PictureBlock):
    """A picture that stands by itself in the page."""

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a missing picture, besides what holds for every picture."""
        if not value.get("image"):
            yield incomplete(
                _("Choose a picture: it is missing or no longer exists."),
                "image_missing",
                ("image",),
            )
        yield from super().find_issues(value)

    class Meta:
        description = _("A picture with alternative text, caption and credit.")
        # A preview has no picture of the site's to show.
        preview_template = "results/blocks/image_preview.html"
        preview_value = {"alt_text": "", "caption": "A picture stands here with its caption."}


class VideoBlock(ContentNoticeStructBlock):
    """A film; nothing is shown of one without an address."""

    title = OptionalChar(label=_("Title"), max_length=160)
    url = PublicURLBlock(
        label=_("Address of the film"),
        required=False,
        default="",
        help_text=_("The film is shown once it has one."),
    )
    description = OptionalText(
        label=_("What the film shows"),
        max_length=600,
        rows=2,
        help_text=_("For those who cannot or do not want to see it."),
    )
    poster = ImageChooser(label=_("Still image"), required=False)

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a film without a title, whose link would say nothing, and one that is not shown."""
        if not value.get("url") and any(
            value.get(name) for name in ("title", "description", "poster")
        ):
            yield warning(
                _("The film has no address, so it is not shown."), "film_without_address", ("url",)
            )
        if value.get("url") and not value.get("title"):
            yield incomplete(
                _("Give the film a title; the link to it needs one."), "title_missing", ("title",)
            )

    def render(self, value: StructValue, context: dict[str, Any] | None = None) -> Any:
        """Return the film as HTML; nothing of one without an address."""
        return super().render(value, context=context) if value.get("url") else ""

    def get_display(self, value: StructValue, resolver: Resolver) -> VideoDisplay:
        """Where the film is, its still image as a picture, and the address of its player."""
        url, poster = value.get("url") or "", value.get("poster")
        return VideoDisplay(
            site=site_name(url),
            poster=resolver.poster(poster.pk) if poster else None,
            player=player_url(url),
        )

    class Meta:
        form_layout = BlockGroup(
            children=["title", "url", "description", "poster"], settings=[CONTENT_NOTICE]
        )
        template = "results/blocks/video.html"
        icon = "media"
        label = _("Film")
        label_format = "{title}"
        description = _("A film on another site, as a link; nothing loads before the click.")
        prose = ("title", "description", "care_text")
        replaceable = ("url", "poster")
        preview_value = {
            "title": "The campaign film",
            "url": "https://www.youtube.com/",
            "description": "A film about the trade in children online.",
        }


_NO_DECIMALS = re.compile(r"[.,]0(?=\D)")
TARGETS = ("page", "document", "url", "email", "telephone")

# A text of these alone says nothing when a screen reader lists the links of a page (WCAG 2.4.9).
_EMPTY = re.compile(
    "click|here|link|more|page|read|see|this|här|klicka|länk|läs|mer|se|hier|klicken|lesen|mehr|seite|"
    "weiter|weiterlesen|lue|lisää|linkki|täältä|tästä|klikkaa|her|klikk|les|klik|læs|mere"
)


class ReadMoreLinkValue(StructValue):
    """A link; at most one of its targets is given, none when the target is gone."""

    @property
    def kind(self) -> str:
        """The name of the target that is given: one of TARGETS, or "" when there is none."""
        return next((name for name in TARGETS if self.get(name)), "")

    def target(self, resolver: Resolver) -> LinkTarget | None:
        """Where the link leads for this reader, or None when it leads nowhere."""
        kind = self.kind
        given: Any = self.get(kind) if kind else None
        match kind:
            case "page":
                return resolver.page(given.pk)
            case "document":
                return resolver.document(given.pk)
            case "url":
                host = host_of(given)
                return LinkTarget(url=given, title=host) if host else None
            case "email":
                return LinkTarget(url=f"mailto:{quote(given, safe='@')}", title=given)
            case "telephone":
                return LinkTarget(url=telephone_href(given), title=given)
        return None


class ReadMoreLink(ResultsStructBlock):
    """A link with a whole, meaningful text and exactly one target."""

    text = CharBlock(
        label=_("Link text"),
        max_length=160,
        help_text=_("Say where the link leads: “Read more about Nordic Forum”, never “here”."),
    )
    page = PageChooser(
        label=_("Page"),
        required=False,
        help_text=_("Give one target only: this page, or one of the four that follow."),
    )
    document = DocumentChooser(label=_("Document"), required=False)
    url = PublicURLBlock(label=_("Web address"), required=False, default="")
    email = EmailBlock(label=_("E-mail address"), required=False, default="")
    telephone = TelephoneBlock(label=_("Telephone number"), required=False, default="")

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield more than one target (always), none or a text that says nothing (to publish)."""
        given = [name for name in TARGETS if value.get(name)]
        for name in given[1:]:
            yield Issue(
                _("Choose one target only: this link has more than one."), "two_targets", (name,)
            )
        if not given:
            yield incomplete(
                _("Choose where the link leads: its target is missing or no longer exists."),
                "no_target",
                ("page",),
            )
        if says_nothing(value.get("text") or ""):
            yield incomplete(
                _("Say where the link leads; “%(text)s” alone says nothing.")
                % {"text": value.get("text")},
                "text_says_nothing",
                ("text",),
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> LinkDisplay:
        """Where the link leads; without an address the text is shown plain."""
        target = value.target(resolver) or LinkTarget("")
        file = describe_file(target, resolver.language)
        return taken_from(target, LinkDisplay, kind=value.kind, file=file)

    class Meta:
        value_class = ReadMoreLinkValue
        template = "results/blocks/read_more_link.html"
        icon = "link"
        label = _("Link")
        label_format = "{text}"
        description = _("A link that says where it leads: to a page, a document, an address.")
        prose = ("text",)
        replaceable = ("document", "url", "email", "telephone")
        preview_value = {"text": "Read more about ECPAT Hotline", "url": "https://ecpat.se/"}


def says_nothing(text: str) -> bool:
    """Whether a link text does not say where the link leads ("Read more here")."""
    words = re.findall(r"\w+", text.casefold())
    return bool(words) and all(map(_EMPTY.fullmatch, words))


def describe_file(target: LinkTarget, language: str) -> str:
    """The kind and size of a document, such as "PDF, 1.2 MB"; "" for other targets."""
    if not target.extension:
        return ""
    kind = target.extension.upper()
    if target.size is None:
        return kind
    with translation.override(language):
        # "758.0 KB" claims a precision that says nothing.
        return f"{kind}, {_NO_DECIMALS.sub('', filesizeformat(target.size))}"


class HelplineBlock(ResultsStructBlock):
    """A helpline; telephone number and web address can be other ones in each language."""

    name = CharBlock(label=_("Name"), max_length=120)
    hours = OptionalChar(label=_("Opening hours"), max_length=160)
    telephone = TelephoneBlock(label=_("Telephone number"), required=False, default="")
    url = PublicURLBlock(label=_("Web address"), required=False, default="")
    note = OptionalText(label=_("Note"), max_length=400, rows=2)

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a helpline that cannot be reached."""
        if not value.get("telephone") and not value.get("url"):
            yield incomplete(
                _("Give a telephone number or a web address."),
                "helpline_unreachable",
                ("telephone",),
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> HelplineDisplay:
        """`telephone_url` ("tel:116111" or "") and `site` (host name of the web address or "")."""
        telephone = value.get("telephone")
        return HelplineDisplay(
            telephone_url=telephone_href(telephone) if telephone else "",
            site=site_name(value.get("url") or ""),
        )

    class Meta:
        template = "results/blocks/helpline.html"
        icon = "results-helpline"
        label = _("Helpline")
        label_format = "{name}"
        description = _("Where to turn for help: name, hours, telephone, web address.")
        heading_child = "name"
        prose = ("name", "hours", "note")
        replaceable = ("telephone", "url")
        preview_value = {"name": "A helpline", "hours": "All day", "telephone": "116 111"}


# {url} is the address of the page, {text} the text to share; both percent-encoded.
CHANNELS = {
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
    "whatsapp": ("WhatsApp", "https://api.whatsapp.com/send?text={text}%20{url}"),
    "email": (_("e-mail"), "mailto:?subject={text}&body={url}"),
}


class ShareBlock(ResultsStructBlock):
    """A call to share, with a link for each channel."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    text = OptionalText(label=_("Text"), max_length=600, rows=3)
    channels = SeveralBlock(
        label=_("Channels"),
        choices=[(name, label) for name, (label, _address) in CHANNELS.items()],
        default=["facebook", "linkedin", "email"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Plain links: nothing is sent to a channel before the visitor follows one."),
    )

    def get_display(self, value: StructValue, resolver: Resolver) -> ShareDisplay:
        """`address` of the page, and `links` to share it; both empty without an address."""
        url, text = (quote(each, safe="") for each in (resolver.address, resolver.share_text))
        names = [name for name in value.get("channels") or () if name in CHANNELS and url]
        with translation.override(resolver.language):
            links = [
                ShareLink(
                    channel=name,
                    label=str(CHANNELS[name][0]),
                    url=CHANNELS[name][1].format(url=url, text=text),
                )
                for name in names
            ]
        return ShareDisplay(address=resolver.address, links=links)

    class Meta:
        template = "results/blocks/share.html"
        icon = "results-share"
        label = _("Call to share")
        label_format = "{heading}"
        description = _("Asks readers to share the page; plain links, no third-party script.")
        prose = ("heading", "text")
        preview_value = {
            "heading": "Spread the knowledge",
            "text": "Share this page, so that more people know.",
            "channels": ["facebook", "email"],
        }
