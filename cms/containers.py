"""Removing everything from picture files that is not needed to show the picture.

Nothing is decoded, so nothing is lost: image data, colour profile and animation are copied
unchanged. Each function raises ValueError, IndexError or struct.error for a malformed file.
"""

import struct
from collections.abc import Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"hIST", b"pHYs"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
WEBP_FRAME_CHUNKS = {b"VP8 ", b"VP8L", b"ALPH"}
WEBP_CHUNKS = {*WEBP_FRAME_CHUNKS, b"VP8X", b"ANIM", b"ANMF", b"ICCP"}
WEBP_FRAME_HEADER = 16  # bytes before the chunks of a frame
WEBP_METADATA_FLAGS = 0x08 | 0x04  # Exif, XMP

JPEG_START, JPEG_END, JPEG_SCAN = 0xD8, 0xD9, 0xDA
JPEG_TABLES = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)}  # frames, codes, quantisation, scans
JPEG_LONE = {0x01, *range(0xD0, 0xD8)}  # markers without content
JFIF_HEADER = 12  # bytes before the size of the thumbnail

GIF_IMAGE, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF
GIF_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}

# The boxes of an AVIF file that hold others, with the bytes before the first of them.
AVIF_PARENTS = {
    **dict.fromkeys((b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"), 0),
    **dict.fromkeys((b"iprp", b"ipco", b"tref"), 0),
    **dict.fromkeys((b"meta", b"iref"), 4),
    b"iinf": 6,
    b"dref": 8,
    b"stsd": 8,
}
AVIF_DEPTH = 8  # boxes in boxes
AVIF_BOXES = {
    *AVIF_PARENTS,
    *(b"ftyp", b"mdat", b"idat", b"hdlr", b"pitm", b"iloc", b"infe", b"ipma", b"auxl", b"dimg"),
    *(b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"pasp", b"clap", b"irot", b"imir", b"clli"),
    *(b"mdcv", b"mvhd", b"tkhd", b"elst", b"mdhd", b"vmhd", b"url ", b"av01", b"prem"),
    *(b"stts", b"stsc", b"stsz", b"stco", b"co64", b"stss"),
}
AVIF_ITEMS = {b"av01Color\0", b"av01Alpha\0", b"av01\0", b"gridColor\0", b"gridAlpha\0", b"grid\0"}


def bare(content: bytes, file_format: str) -> bytes | None:
    """Return the file without metadata; None for a format not handled here."""
    match file_format:
        case "PNG":
            return _bare_png(content)
        case "JPEG" | "MPO":
            return _bare_jpeg(content)
        case "GIF":
            return b"".join(part for part, _size in _gif_parts(content))
        case "WEBP":
            end = 8 + struct.unpack_from("<I", content, 4)[0]
            chunks = _bare_webp(content[12:end], WEBP_CHUNKS)
            return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks
        case _:
            return None


def gif_pixels(content: bytes) -> int:
    """Return how many pixels the frames of a GIF have together, each at full size."""
    width, height = struct.unpack_from("<HH", content, 6)
    total = 0
    for _part, (right, bottom) in _gif_parts(content):
        if right or bottom:
            width, height = max(width, right), max(height, bottom)
            total += width * height
    return total


def is_bare_avif(content: bytes) -> bool:
    """Whether an AVIF file has only boxes known to hold no metadata."""
    return _avif_boxes_are_known(content, 0, len(content), AVIF_DEPTH)


def _bare_png(content: bytes) -> bytes:
    parts, at, kind = [PNG_SIGNATURE], len(PNG_SIGNATURE), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise ValueError("A chunk ends after the file.")
        if kind in PNG_CHUNKS:
            parts.append(content[at:end])
        at = end
    return b"".join(parts)


def _bare_webp(chunks: bytes, kept: set[bytes]) -> bytes:
    parts: list[bytes] = []
    at = 0
    while at < len(chunks):
        kind, length = struct.unpack_from("<4sI", chunks, at)
        data = chunks[at + 8 : at + 8 + length]
        if len(data) < length:
            raise ValueError("A chunk ends after the file.")
        at += 8 + length + length % 2
        if kind not in kept:
            continue
        if kind == b"VP8X":
            data = bytes([data[0] & ~WEBP_METADATA_FLAGS]) + data[1:]
        elif kind == b"ANMF":
            inner = _bare_webp(data[WEBP_FRAME_HEADER:], WEBP_FRAME_CHUNKS)
            data = data[:WEBP_FRAME_HEADER] + inner
        parts += [kind, struct.pack("<I", len(data)), data, bytes(len(data) % 2)]
    return b"".join(parts)


def _bare_jpeg(content: bytes) -> bytes:
    """Return the first picture of the file; a phone's file may hold several."""
    parts, at = [bytes([0xFF, JPEG_START])], 2
    while at < len(content):
        # Between segments stands nothing; what does is skipped, as every reader does.
        at = content.index(0xFF, at)
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == JPEG_END:
            break
        if marker == 0 or marker in JPEG_LONE:
            continue
        end = at + struct.unpack_from(">H", content, at)[0]
        segment = _shown_segment(marker, content[at + 2 : end])
        if segment is not None:
            parts += [bytes([0xFF, marker]), struct.pack(">H", len(segment) + 2), segment]
        at = end
        if marker == JPEG_SCAN:
            end = _end_of_scan(content, at)
            parts.append(content[at:end])
            at = end
    return b"".join([*parts, bytes([0xFF, JPEG_END])])


def _shown_segment(marker: int, data: bytes) -> bytes | None:
    if marker == 0xE0 and data.startswith(b"JFIF\0"):
        return data[:JFIF_HEADER].ljust(JFIF_HEADER, b"\0") + b"\0\0"  # no thumbnail
    if marker in JPEG_TABLES or (marker == 0xE2 and data.startswith(b"ICC_PROFILE\0")):
        return data
    if marker == 0xEE and data.startswith(b"Adobe"):
        return data[:12]
    return None


def _end_of_scan(content: bytes, at: int) -> int:
    while 0 <= (at := content.find(0xFF, at)) < len(content) - 1:
        if content[at + 1] not in {0, 0xFF, *JPEG_LONE}:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
    return len(content)  # some cameras leave out the end


def _gif_parts(content: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield (part, (right, bottom)): the corner of a frame, (0, 0) for other parts."""
    at = _end_of_palette(content, 13, content[10])
    yield content[:at], (0, 0)
    while at < len(content) and content[at] != GIF_END:
        start, kind = at, content[at]
        at += 1
        if kind == GIF_IMAGE:
            left, top, width, height = struct.unpack_from("<4H", content, at)
            at = _end_of_blocks(content, _end_of_palette(content, at + 9, content[at + 8]) + 1)
            yield content[start:at], (left + width, top + height)
        elif kind == GIF_EXTENSION:
            at = _end_of_blocks(content, at + 1)
            yield _shown_extension(content[start:at]), (0, 0)
    yield bytes([GIF_END]), (0, 0)


def _shown_extension(block: bytes) -> bytes:
    if block[1] == GIF_CONTROL and block[2] == 4:
        return block[:7] + b"\0"
    # How often the animation runs: one block of three bytes.
    if block[1] == GIF_APPLICATION and block[3:14] in GIF_LOOPS and block[14:16] == b"\x03\x01":
        return block[:18] + b"\0"
    return b""


def _end_of_palette(content: bytes, at: int, flags: int) -> int:
    return at + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)


def _end_of_blocks(content: bytes, at: int) -> int:
    while length := content[at]:
        at += 1 + length
    return at + 1


def _avif_boxes_are_known(content: bytes, at: int, end: int, depth: int) -> bool:
    while at < end:
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind not in AVIF_BOXES or not 8 <= length <= end - at:
            return False
        if kind == b"infe" and content[at + 16 : at + length] not in AVIF_ITEMS:
            return False
        if kind in AVIF_PARENTS:
            inner = at + 8 + AVIF_PARENTS[kind]
            if not depth or not _avif_boxes_are_known(content, inner, at + length, depth - 1):
                return False
        at += length
    return True
