"""Pictures of all kinds within a document."""

import base64
from io import BytesIO
from typing import Any

from PIL import Image

from results.importing.drafting import Source
from results.importing.planning import Plan
from tests.importing.papers import illustrated


def written(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The picture as a file."""
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def plain(width: int = 64, height: int = 48, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    return written(Image.new(mode, (width, height)), kind)


def cut_off(kind: str = "JPEG") -> bytes:
    """A picture whose end is missing; its beginning says nothing of that."""
    whole = written(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    return whole[: len(whole) // 2]


def tag(content: bytes, alt: str = "Children in a boat") -> str:
    """The HTML of the picture; browsers and the reader go by its content alone."""
    return f'<img src="data:image/png;base64,{base64.b64encode(content).decode()}" alt="{alt}">'


def document(*contents: bytes, alt: str = "Picture {}") -> Source:
    """A document with these pictures, described as "Picture 1" and so on."""
    numbered = enumerate(contents, start=1)
    return illustrated(*(tag(content, alt.format(number)) for number, content in numbered))


def reasons(plan: Plan) -> dict[str, str]:
    """Why each picture was left out, by its description."""
    return {left.text: str(left.reason) for left in plan.left_out}
