"""WeasyPrint, without what loading it does to the rest of the site.

It tells Pillow for the whole process to take images that are cut off, which a site that checks
uploads relies on Pillow to refuse. Everything of WeasyPrint is imported from here.
"""

from PIL import ImageFile

_takes_cut_off_images = ImageFile.LOAD_TRUNCATED_IMAGES

import pydyf  # noqa: E402
from weasyprint import HTML  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

ImageFile.LOAD_TRUNCATED_IMAGES = _takes_cut_off_images

__all__ = ["HTML", "URLFetcher", "URLFetcherResponse", "pydyf"]
