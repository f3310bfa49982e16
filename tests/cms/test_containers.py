"""A stored picture file holds the picture and nothing else, and the picture stays as it was."""

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageSequence

from cms.images import without_metadata

SECRET = b"SECRET-PLACE"
Damage = Callable[[bytes], bytes]


def drawn(file_format: str, *, animated: bool = False, **options: Any) -> bytes:
    """A picture of noise; an animation has three frames of it."""
    frames = [
        Image.merge("RGB", [Image.effect_noise((40, 30), 60 + number) for _band in "RGB"])
        for number in range(3)
    ]
    if animated:
        options |= {"save_all": True, "append_images": frames[1:], "duration": 70, "loop": 3}
    if file_format == "PNG":
        options["icc_profile"] = colour_profile()
    output = BytesIO()
    frames[0].save(output, file_format, **options)
    return output.getvalue()


def colour_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg_segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def thumbnail(content: bytes) -> bytes:
    """The JPEG with a thumbnail of 1 × 4 pixels, which may show what was cut away later."""
    header = jpeg_segment(0xE0, content[6:18] + b"\x01\x04" + SECRET)
    return content[:2] + header + content[20:]


def webp_chunk(content: bytes) -> bytes:
    chunks = content[12:] + b"ABCD" + struct.pack("<I", len(SECRET)) + SECRET
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def gif_extension(label: int, data: bytes) -> bytes:
    return bytes([0x21, label, len(data)]) + data + b"\0"


def exif() -> bytes:
    data = Image.Exif()
    data[0x010F] = SECRET.decode()
    return data.tobytes().removeprefix(b"Exif\0\0")


def avif_box(content: bytes) -> bytes:
    return content + struct.pack(">I4s", 8 + len(SECRET), b"free") + SECRET


HIDING_PLACES: dict[str, tuple[str, Damage]] = {
    "GIF XMP": ("GIF", lambda b: b[:-1] + b"!\xff\x0bXMP DataXMP\x0c" + SECRET + b"\0;"),
    "GIF application": ("GIF", lambda b: b[:-1] + gif_extension(0xFF, b"MAKER " + SECRET) + b";"),
    "GIF comment": ("GIF", lambda b: b[:-1] + gif_extension(0xFE, SECRET) + b";"),
    "GIF plain text": ("GIF", lambda b: b[:-1] + gif_extension(0x01, SECRET) + b";"),
    "GIF loop": ("GIF", lambda b: b[:-1] + b"!\xff\x0bNETSCAPE2.0\x0c" + SECRET + b"\0;"),
    "GIF end": ("GIF", lambda b: b + SECRET),
    "PNG private chunk": ("PNG", lambda b: b[:33] + png_chunk(b"prVt", SECRET) + b[33:]),
    "PNG time": ("PNG", lambda b: b[:-12] + png_chunk(b"tIME", SECRET) + b[-12:]),
    "PNG Exif": ("PNG", lambda b: b[:-12] + png_chunk(b"eXIf", exif()) + b[-12:]),
    "PNG end": ("PNG", lambda b: b + SECRET),
    "JPEG APP2": ("JPEG", lambda b: b[:2] + jpeg_segment(0xE2, b"FPXR\0" + SECRET) + b[2:]),
    "JPEG APP13": ("JPEG", lambda b: b[:2] + jpeg_segment(0xED, b"Photoshop" + SECRET) + b[2:]),
    "JPEG APP14": ("JPEG", lambda b: b[:2] + jpeg_segment(0xEE, SECRET) + b[2:]),
    "JPEG JFXX": ("JPEG", lambda b: b[:20] + jpeg_segment(0xE0, b"JFXX\0" + SECRET) + b[20:]),
    "JPEG thumbnail": ("JPEG", thumbnail),
    "JPEG comment": ("JPEG", lambda b: b[:2] + jpeg_segment(0xFE, SECRET) + b[2:]),
    "JPEG between segments": ("JPEG", lambda b: b[:20] + SECRET + b[20:]),
    "JPEG end": ("JPEG", lambda b: b + SECRET),
    "WEBP chunk": ("WEBP", webp_chunk),
    "WEBP end": ("WEBP", lambda b: b + SECRET),
    "AVIF box": ("AVIF", avif_box),
    "AVIF end": ("AVIF", lambda b: b + SECRET),
}


def frames_of(content: bytes) -> Iterator[tuple[bytes, Any]]:
    """What a reader sees: (pixels, duration in ms) of each frame."""
    with Image.open(BytesIO(content)) as image:
        for frame in ImageSequence.Iterator(image):
            yield frame.convert("RGBA").tobytes(), frame.info.get("duration")


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_nothing_is_hidden_in_any_part_of_a_file(place: str) -> None:
    file_format, hide = HIDING_PLACES[place]
    content = hide(drawn(file_format))
    assert SECRET in content

    cleaned = without_metadata(content)

    assert cleaned is not None
    assert SECRET not in cleaned
    assert without_metadata(cleaned) is None
    if file_format != "AVIF":
        assert list(frames_of(cleaned)) == list(frames_of(content))


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_cleaned_without_a_loss(file_format: str) -> None:
    hide = {"GIF": "GIF XMP", "PNG": "PNG private chunk", "WEBP": "WEBP chunk"}[file_format]
    plain = drawn(file_format, animated=True)

    cleaned = without_metadata(HIDING_PLACES[hide][1](plain))

    assert cleaned is not None
    assert SECRET not in cleaned
    assert len(list(frames_of(cleaned))) == 3
    assert list(frames_of(cleaned)) == list(frames_of(plain))
    with Image.open(BytesIO(cleaned)) as image:
        assert image.info["loop"] == 3


def test_an_animated_avif_keeps_its_frames() -> None:
    cleaned = without_metadata(avif_box(drawn("AVIF", animated=True)))

    assert cleaned is not None
    assert SECRET not in cleaned
    assert len(list(frames_of(cleaned))) == 3
    assert without_metadata(cleaned) is None


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_without_metadata_is_kept_byte_for_byte(file_format: str) -> None:
    assert without_metadata(drawn(file_format, animated=True)) is None


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colour_profile_stays(file_format: str) -> None:
    profile = colour_profile()
    hide = next(hide for name, hide in HIDING_PLACES.values() if name == file_format)

    cleaned = without_metadata(hide(drawn(file_format, icc_profile=profile)))

    assert cleaned is not None
    with Image.open(BytesIO(cleaned)) as image:
        assert image.info["icc_profile"] == profile


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}])
def test_every_kind_of_jpeg_is_read_to_its_end(options: dict[str, Any]) -> None:
    content = drawn("JPEG", **options)

    assert without_metadata(content) is None
    cleaned = without_metadata(content + SECRET)
    assert cleaned == content


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_jpeg_of_other_colours_looks_the_same(mode: str) -> None:
    output = BytesIO()
    Image.effect_noise((40, 30), 60).convert(mode).save(output, "JPEG", comment=SECRET)

    cleaned = without_metadata(output.getvalue())

    assert cleaned is not None
    assert SECRET not in cleaned
    with Image.open(BytesIO(cleaned)) as image:
        assert image.mode == mode
    assert list(frames_of(cleaned)) == list(frames_of(output.getvalue()))
