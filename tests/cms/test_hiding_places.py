"""A stored picture file holds the picture and nothing else, and the picture looks as it did."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageSequence, ImageStat

from cms.images import drawn_anew

SECRET = b"SECRET-PLACE"
LOSSLESS = {"GIF", "PNG"}
Hide = Callable[[bytes], bytes]


def drawn(file_format: str, mode: str = "RGB", *, animated: bool = False, **options: Any) -> bytes:
    """A picture of soft colours; an animation has three frames of them."""
    frames = [
        Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in turns])
        .resize((40, 30))
        .convert(mode)
        for turns in ((0, 1, 2), (1, 2, 3), (2, 3, 0))
    ]
    if animated:
        options |= {"save_all": True, "append_images": frames[1:], "duration": [70, 80, 90]}
        options["loop"] = 3
    output = BytesIO()
    frames[0].save(output, file_format, **options)
    return output.getvalue()


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


def avif_box(content: bytes) -> bytes:
    return content + struct.pack(">I4s", 8 + len(SECRET), b"free") + SECRET


def at_the_end(content: bytes) -> bytes:
    return content + SECRET


HIDING_PLACES: list[tuple[str, Hide]] = [
    ("GIF", lambda b: b[:-1] + b"!\xff\x0bXMP DataXMP\x0c" + SECRET + b"\0;"),
    ("GIF", lambda b: b[:-1] + b"!\xfe\x0c" + SECRET + b"\0;"),
    ("PNG", lambda b: b[:33] + png_chunk(b"prVt", SECRET) + b[33:]),
    ("PNG", lambda b: b[:-12] + png_chunk(b"tEXt", b"Comment\0" + SECRET) + b[-12:]),
    ("JPEG", lambda b: b[:2] + jpeg_segment(0xED, b"Photoshop" + SECRET) + b[2:]),
    ("JPEG", lambda b: b[:2] + jpeg_segment(0xFE, SECRET) + b[2:]),
    ("JPEG", thumbnail),
    ("WEBP", webp_chunk),
    ("AVIF", avif_box),
    *((file_format, at_the_end) for file_format in ("GIF", "PNG", "JPEG", "WEBP", "AVIF")),
]


def frames_of(content: bytes) -> list[tuple[Image.Image, Any]]:
    """What a reader sees: (picture, duration in ms) of each frame."""
    with Image.open(BytesIO(content)) as image:
        return [
            (frame.convert("RGBA"), frame.info.get("duration"))
            for frame in ImageSequence.Iterator(image)
        ]


def assert_looks_the_same(after: bytes, before: bytes, most: float) -> None:
    """No colour of a frame differs by more than `most` of 255 on average, no duration at all."""
    pairs = list(zip(frames_of(after), frames_of(before), strict=True))
    for (drawn_after, duration_after), (drawn_before, duration_before) in pairs:
        difference = ImageStat.Stat(ImageChops.difference(drawn_after, drawn_before))
        assert max(difference.mean) <= most
        assert duration_after == duration_before


@pytest.mark.parametrize(("file_format", "hide"), HIDING_PLACES)
def test_nothing_is_hidden_in_any_part_of_a_file(file_format: str, hide: Hide) -> None:
    content = hide(drawn(file_format))
    assert SECRET in content

    cleaned = drawn_anew(content)

    assert SECRET not in cleaned
    assert_looks_the_same(cleaned, content, 0 if file_format in LOSSLESS else 2)


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_keeps_its_frames(file_format: str) -> None:
    content = drawn(file_format, animated=True, comment=SECRET)

    cleaned = drawn_anew(content)

    assert SECRET not in cleaned
    assert len(frames_of(cleaned)) == 3
    assert_looks_the_same(cleaned, content, 0 if file_format == "PNG" else 3)
    with Image.open(BytesIO(cleaned)) as image:
        assert image.info.get("loop") == (None if file_format == "AVIF" else 3)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colour_profile_stays(file_format: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    cleaned = drawn_anew(drawn(file_format, icc_profile=profile))

    with Image.open(BytesIO(cleaned)) as image:
        assert image.info["icc_profile"] == profile


@pytest.mark.parametrize("file_format", ["GIF", "PNG"])
def test_what_is_transparent_stays_so(file_format: str) -> None:
    picture = Image.new("RGBA", (40, 30), (200, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 20, 30))
    output = BytesIO()
    frames = {"save_all": True, "append_images": [picture.rotate(180)], "disposal": 2}
    picture.save(output, file_format, **frames)

    cleaned = frames_of(drawn_anew(output.getvalue()))

    assert [frame.getchannel("A").getpixel((5, 5)) for frame, _duration in cleaned] == [0, 255]
