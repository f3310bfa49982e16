"""A tagged PDF as a program that reads aloud gets it: elements in order, with text and language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_LINE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Element:
    """One element of the structure with those below it; `text` is all that they say."""

    tag: str
    alt: str = ""
    language: str = ""
    text: str = ""
    below: list["Element"] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    page: int = 0

    def walk(self) -> Iterator["Element"]:
        yield self
        for element in self.below:
            yield from element.walk()

    def find(self, *tags: str) -> list["Element"]:
        return [element for element in self.walk() if element.tag in tags]


class Spoken:
    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.root = self.pdf.Root
        self.page_numbers = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages, 1)}
        # What a page shows by the number of its mark; None is an artifact, "" has no mark at all.
        self.shown: list[dict[Any, str]] = [_texts(page) for page in self.pdf.pages]
        self.document = self._element(self.root.StructTreeRoot.K[0])

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def annotations(self) -> list[Any]:
        """The links and whatever else lies over the pages."""
        return [each for page in self.pdf.pages for each in page.get("/Annots", [])]

    @property
    def destinations(self) -> dict[str, int]:
        """The numbers of the pages on which places that links lead to stand, by name."""
        names = list(self.root.Names.Dests.Names)
        return {
            str(name): self.page_numbers[place[0].objgen]
            for name, place in zip(names[::2], names[1::2], strict=True)
        }

    def _element(self, node: Any) -> Element:
        element = Element(
            tag=str(node.S)[1:],
            alt=str(node.get("/Alt", "")),
            language=str(node.get("/Lang", "")),
        )
        page = self.page_numbers[node.Pg.objgen] if "/Pg" in node else 0
        element.page = page
        for kid in node.get("/K", []):
            if isinstance(kid, int):
                # A line ends without the space that it was broken at.
                element.text += self.shown[page - 1].get(int(kid), "").rstrip(" ") + " "
            elif kid.get("/Type") == "/OBJR":
                element.annotations.append(kid.Obj)
            else:
                below = self._element(kid)
                element.below.append(below)
                element.text += below.text
        if element.tag in {"P", "H1", "H2", "H3", "LI"}:
            element.text += "\n"
        return element


def _texts(page: Any) -> dict[Any, str]:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[Any, str] = {}
    marks: list[Any] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC":
                marks.append(int(operands[1]["/MCID"]))
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case name if name in SHOWS_TEXT:
                parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                text = "".join(
                    _decoded(bytes(part), letters)
                    for part in parts
                    if isinstance(part, pikepdf.String)
                )
                mark = marks[-1] if marks else ""
                texts[mark] = texts.get(mark, "") + text
    return texts


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    numbers = (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
    return "".join(letters.get(number, "\ufffd") for number in numbers)


def _letters(font: Any) -> dict[int, str]:
    table = bytes(font.ToUnicode.read_bytes())
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _LINE.findall(table)
    }
