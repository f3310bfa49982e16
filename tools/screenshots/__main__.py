"""Take all pictures, or those that are named."""

import argparse
import os
from pathlib import Path

import django

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    """Take the pictures, in the order in which the demo can show them."""
    # Settings are read at the first import of a model, and the names need none of a demo.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    from tools.screenshots import editing, following, translating, visiting
    from tools.screenshots.camera import Camera

    # Visitors come first: what editors do in the others would be seen.
    pictures = {
        **visiting.PICTURES,
        **editing.PICTURES,
        **translating.PICTURES,
        **following.PICTURES,
    }
    parser = argparse.ArgumentParser(prog="bin/screenshots", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(pictures))
    parser.add_argument("--check", action="store_true", help="only look whether the names exist")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - pictures.keys():
        parser.error(f"there is no picture {', '.join(sorted(unknown))}; see --help")
    if arguments.check:
        return
    with Camera.open(os.environ["BASE_URL"], os.environ["DEMO_PASSWORD"], IMAGES) as camera:
        for name, take in pictures.items():
            if not arguments.names or name in arguments.names:
                print(f"{name}: {camera.keep(name, take(camera))} bytes")


if __name__ == "__main__":
    main()
