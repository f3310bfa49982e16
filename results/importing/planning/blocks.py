"""Quotations, pictures and films as blocks: whose they are, and what can be published."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from PIL.Image import DecompressionBombError

from ...blocks.links import player_url
from ...blocks.media import says_nothing
from ..document import LeftOut, Picture, Quote, text_of, texts_of
from ..pictures import FORMATS, MAX_PIXELS, Header
from ..quotations import MARKS, ends_sentence, quotation_of
from .belonging import caption_and_credit
from .linking import settle, target_field
from .plan import (
    MAX_ALT,
    MAX_CAPTION,
    MAX_CREDIT,
    MAX_NAME,
    MAX_QUOTE,
    MAX_ROLE,
    Kind,
    Piece,
    PlannedLink,
    PlannedPicture,
    Section,
)
from .rich import cut, one_line

# What a player calls itself, or an address instead of a title.
_UNTITLED = re.compile(r"(?:youtube|vimeo)\W+(?:video\W+)?player|\S+[./]\S+/\S+", re.IGNORECASE)
# What Wagtail takes where a site says nothing else.
_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
_MAX_SITE_PIXELS = 128_000_000


def quote_section(quote: Quote) -> tuple[Section, list[LeftOut]] | None:
    """The quotation as a section of its own, or None where it is too long to be one, or a box of facts."""
    texts = [line for runs in quote.paragraphs for line in text_of(runs).split("\n")]
    texts = [one_line(text) for text in texts if text.strip()]
    said = quotation_of(texts)
    if not said.name and len(texts) > 1 and not all(map(ends_sentence, texts)):
        return None
    words = said.words.strip(f"{MARKS}’' ")
    is_short = len(said.name) <= MAX_NAME and len(said.role) <= MAX_ROLE
    if not words or len(words) > MAX_QUOTE or not is_short:
        return None
    section = Section(Kind.QUOTE, pieces=[Piece(words, (words,))], name=said.name, role=said.role)
    leads_to_name = _("The words between a quotation and the name of the speaker.")
    return section, [LeftOut(said.verb, leads_to_name)] if said.verb else []


def planned_picture(part: Picture) -> tuple[PlannedPicture | None, list[LeftOut]]:
    """The picture with its description, and what of it is left out; None for one that cannot be."""
    for reason in _reasons_against(part.content):
        return None, [LeftOut(" ".join(filter(None, texts_of(part))), reason)]
    caption, credit = caption_and_credit(one_line(part.caption))
    too_long = _("Longer than a caption of a picture can be.")
    alt, *rests = cut(one_line(part.alt), MAX_ALT)
    left_out = [
        LeftOut(rest, _("Longer than a description of a picture can be.")) for rest in rests
    ]
    caption, rest = cut(caption, MAX_CAPTION)
    credit, other = cut(credit, MAX_CREDIT)
    left_out += [LeftOut(rest, too_long), LeftOut(other, too_long)]
    return PlannedPicture(part, alt, caption, credit), [left for left in left_out if left.text]


def settled(link: PlannedLink, heading: str, locale: str) -> tuple[Section | None, list[LeftOut]]:
    """The film that a link leads to, None for another link; and the words that its last text lost."""
    if not player_url(link.target) or target_field(link.target) != ("url", link.target):
        return None, list(settle(link, heading, locale))
    film = Section(Kind.VIDEO, links=[link])
    if not (says_nothing(link.text) or _UNTITLED.fullmatch(link.text)):
        return film, list(settle(link, heading, locale))
    left = LeftOut(link.taken, _("A link that did not say where it leads."))
    link.text, link.taken = heading, ""
    return film, [left]


def _reasons_against(content: bytes) -> Iterator[str]:
    """Yield why the picture cannot be an image of the site, by Wagtail's rules for what is uploaded."""
    most = _most_pixels()
    too_many = _("A picture of more than %(limit)s pixels.") % {
        "limit": number_format(most, force_grouping=True)
    }
    try:
        header = Header.read(content)
    except DecompressionBombError:
        yield too_many
        return
    if header is None:
        yield _("A picture that is damaged.")
        return
    if header.format not in FORMATS:
        yield _("A picture in a format other than JPEG, PNG, GIF or WebP.")
    elif not header.ending:
        yield _("A picture in a format that the site does not take.")
    if header.pixels > most:
        yield too_many
    # The file as it is in the document, which an editor knows, and not as it will be saved.
    size = getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", _MAX_UPLOAD_SIZE)
    if size is not None and len(content) > size:
        yield _("A picture of more than %(limit)s.") % {"limit": filesizeformat(size)}


def _most_pixels() -> int:
    """How many pixels a picture may have, by the site's rules and by those of the import."""
    site = getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", _MAX_SITE_PIXELS)
    return MAX_PIXELS if site is None else min(site, MAX_PIXELS)
