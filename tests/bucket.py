"""A site whose uploaded files are in a bucket, as docs/how-to/deploy.md says, and a server for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KEYS = {"access_key": "example", "secret_key": "example data", "region_name": "us-east-1"}
BUCKET = "results"


def in_bucket(address: str) -> dict[str, Any]:
    """Return what STORAGES says of files in the bucket of the server at this address."""
    options = {
        **KEYS,
        "bucket_name": BUCKET,
        "endpoint_url": address,
        "signature_version": "s3v4",
        "default_acl": "private",
        "querystring_auth": True,
        "querystring_expire": 300,
        "file_overwrite": False,
    }
    return {"BACKEND": "tests.bucket_storage.MediaStorage", "OPTIONS": options}


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of a server that speaks S3, and has the bucket."""
    # Not by every process of a site that reads its settings here.
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    access, secret, region = KEYS.values()
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name=region,
        aws_access_key_id=access,
        aws_secret_access_key=secret,
    )
    client.create_bucket(Bucket=BUCKET)
    yield address
    server.stop()
