"""Every picture of the documentation can be taken anew, and is light."""

from tests.docs.markdown import DOCS
from tools.screenshots import editing, translating, visiting
from tools.screenshots.camera import MAX_BYTES

IMAGES = DOCS / "images"


def test_every_picture_is_taken_by_the_command_and_no_other() -> None:
    taken = {f"{name}.png" for name in visiting.PICTURES | editing.PICTURES | translating.PICTURES}

    assert taken == {path.name for path in IMAGES.iterdir()}


def test_no_picture_is_heavy() -> None:
    assert all(path.stat().st_size <= MAX_BYTES for path in IMAGES.iterdir())
