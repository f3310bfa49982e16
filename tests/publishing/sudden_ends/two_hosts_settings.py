"""The site as on one of several hosts: its files are in a bucket."""

import os

from tests.bucket import in_bucket

from .settings import *  # noqa: F403
from .settings import STORAGES

STORAGES["default"] = in_bucket(os.environ["S3_ADDRESS"])
