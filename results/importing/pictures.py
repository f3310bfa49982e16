"""Pictures of a document: what their files say of them, and made safe to publish."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Self

from wagtail.images.utils import get_allowed_image_extensions

from PIL import Image, ImageCms, ImageOps

# Decoded, it takes 200 MB.
MAX_PIXELS = 50_000_000
# As large as a review shows it.
SMALL = 400
# A WebP has no longer sides, and pages show every picture as one.
MAX_SIDE = 16_383
# The format that each is saved as, and the endings that go with it. What telephones write is a JPEG
# with further frames behind it.
FORMATS = {
    "JPEG": ("JPEG", ("jpg", "jpeg")),
    "MPO": ("JPEG", ("jpg", "jpeg")),
    "PNG": ("PNG", ("png",)),
    "WEBP": ("WEBP", ("webp",)),
    "GIF": ("GIF", ("gif",)),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the file of a picture says of it, before it is decoded: its format and size in pixels."""

    format: str
    width: int
    height: int

    @classmethod
    def read(cls, content: bytes) -> Self | None:
        """The header, or None for what is no picture, or is seen to be damaged.

        To decode 12 million pixels takes 0.05 to 0.5 seconds, as a JPEG also at an eighth of its size,
        and a document is read three times before it is a draft. To read a header takes less than a
        thousandth of that, and to compare the checksums of a PNG, a fortieth. Damage of other formats
        is found as the picture is written. Raises DecompressionBombError for far too many pixels.
        """
        try:
            with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as opened:
                header = cls(opened.format or "", *opened.size)
                opened.verify()
        except (Image.DecompressionBombError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 -- Pillow's readers raise whatever a damaged file leads them to
            return None
        return header

    @property
    def pixels(self) -> int:
        """How many pixels the picture has."""
        return self.width * self.height

    @property
    def ending(self) -> str:
        """The ending of the name of its file, "" where the site takes none of those there are."""
        _saved_as, endings = FORMATS.get(self.format, ("", ()))
        allowed = {ending.lower() for ending in get_allowed_image_extensions()}
        return next((ending for ending in endings if ending in allowed), "")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture as it can be published: its file, and its size in pixels."""

    content: bytes
    width: int
    height: int


def cleaned(content: bytes) -> Cleaned | None:
    """The picture without place, camera and comments, upright, and not too long for the site.

    Of several frames it has the first. None for what is no picture, or damaged.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as opened:
            saved_as, _endings = FORMATS[opened.format or ""]
            options = _options(opened, saved_as)
            # In place, since each copy takes as much memory as the picture.
            ImageOps.exif_transpose(opened, in_place=True)
            transparency = opened.info.get("transparency")
            opened.info = {} if transparency is None else {"transparency": transparency}
            picture = _shortened(opened)
            saved = BytesIO()
            picture.save(saved, format=saved_as, **options)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- Pillow's decoders raise whatever a damaged file leads them to
        return None
    return Cleaned(saved.getvalue(), *picture.size)


def small(content: bytes) -> bytes | None:
    """The picture, small, as a JPEG; None for what is no picture, is damaged, or is too large to decode."""
    try:
        header = Header.read(content)
        if header is None or header.pixels > MAX_PIXELS:
            return None
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as opened:
            # A JPEG is decoded at a fraction of its size.
            opened.draft("RGB", (SMALL, SMALL))
            ImageOps.exif_transpose(opened, in_place=True)
            opened.thumbnail((SMALL, SMALL))
            drawn = opened.convert("RGBA")
            shown = Image.new("RGB", drawn.size, "white")
            shown.paste(drawn, mask=drawn)
            saved = BytesIO()
            shown.save(saved, format="JPEG")
    except Exception:  # noqa: BLE001 -- Pillow's decoders raise whatever a damaged file leads them to
        return None
    return saved.getvalue()


def _options(opened: Image.Image, saved_as: str) -> dict[str, object]:
    options: dict[str, object] = {"quality": 90} if saved_as in {"JPEG", "WEBP"} else {}
    profile = opened.info.get("icc_profile")
    if profile and saved_as != "GIF" and _is_profile(profile):
        options["icc_profile"] = profile
    return options


def _is_profile(content: bytes) -> bool:
    """Whether it is a colour profile, and not any words that somebody hid there."""
    try:
        ImageCms.ImageCmsProfile(BytesIO(content))
    except Exception:  # noqa: BLE001 -- as with pictures
        return False
    return True


def _shortened(picture: Image.Image) -> Image.Image:
    """The picture, smaller where a side is longer than pages can show."""
    longest = max(picture.size)
    if longest <= MAX_SIDE:
        return picture
    size = [max(1, round(side * MAX_SIDE / longest)) for side in picture.size]
    shortened = picture.resize((size[0], size[1]))
    shortened.info = picture.info
    return shortened
