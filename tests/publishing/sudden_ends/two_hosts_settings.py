"""The site as on one of several hosts: its files are in a bucket."""

import os
from typing import Any

from .settings import *  # noqa: F403
from .settings import STORAGES

BUCKET: Any = {
    "BACKEND": "tests.publishing.sudden_ends.storage.MediaStorage",
    "OPTIONS": {
        "bucket_name": "results",
        "endpoint_url": os.environ["S3_ADDRESS"],
        "access_key": "example",
        "secret_key": "example data",
        "region_name": "us-east-1",
        "signature_version": "s3v4",
        "default_acl": "private",
        "querystring_auth": True,
        "querystring_expire": 300,
        "file_overwrite": False,
    },
}
STORAGES["default"] = BUCKET
