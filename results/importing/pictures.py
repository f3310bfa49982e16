"""Pictures of a document, made safe to publish."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS = 50_000_000
# What Wagtail makes renditions of, and the ending that goes with each format.
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


def cleaned(content: bytes) -> tuple[bytes, str] | None:
    """The picture without place, camera and comments, upright, and the ending of its file name.

    None for what is no picture, of another format, or larger than 50 million pixels.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as opened:
            ending = ENDINGS.get(opened.format or "")
            if not ending or opened.width * opened.height > MAX_PIXELS:
                return None
            picture = ImageOps.exif_transpose(opened)
            picture.info = {}
            saved = BytesIO()
            options = {"quality": 90} if ending in {"jpg", "webp"} else {}
            profile = opened.info.get("icc_profile")
            if profile and ending != "gif":
                options["icc_profile"] = profile
            picture.save(saved, format=opened.format, **options)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    except Exception:  # noqa: BLE001 -- Pillow's decoders raise whatever a damaged file leads them to
        return None
    return saved.getvalue(), ending
