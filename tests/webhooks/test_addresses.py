"""Messages go to the open internet only, to the address that was checked, and past any proxy."""

import socket
import subprocess
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

import pytest

from results.blocks.links import is_public_address
from results.webhooks.delivering import NotSentError, post
from results.webhooks.models import validate_url

from .receiver import Receiver, receiving

NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104  # nothing listens there
    "10.0.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fd00::1",
    "ff02::1",
]


def test_only_an_address_of_the_open_internet_is_public() -> None:
    asked = [*NOT_PUBLIC, "93.184.215.14", "2606:2800:21f::1"]
    assert list(filter(is_public_address, asked)) == asked[len(NOT_PUBLIC) :]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "2130706433",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
    ],
)
def test_nothing_is_sent_to_a_private_address_however_it_is_written(host: str) -> None:
    with receiving() as receiver:
        port = receiver.url.split(":")[2]
        with pytest.raises(NotSentError, match="private network"):
            post(f"http://{host}:{port}", b"{}", {})
    assert receiver.requests == []


class Resolver:
    """Says something else each time that it is asked for a name."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.known = socket.getaddrinfo

    def __call__(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if not host.endswith(".example"):
            return self.known(host, port, *args, **kwargs)
        self.asked.append(host)
        return [found for each in self.answers.pop(0) for found in self.known(each, port, **kwargs)]


def test_a_name_with_one_private_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["93.184.215.14", "127.0.0.1"]))
    with pytest.raises(NotSentError, match="private network"):
        post("http://receiver.example/", b"{}", {})


def test_the_addresses_that_were_checked_are_those_that_are_asked_until_one_answers(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing listens at the first one.
    resolver = Resolver(["127.0.0.2", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    port = receiver.url.split(":")[2].split("/")[0]
    assert post(f"http://receiver.example:{port}/a?b=c", b"{}", {}) == 204
    (request,) = receiver.requests
    assert resolver.asked == ["receiver.example"]
    assert request.headers["Host"] == f"receiver.example:{port}"
    assert request.path == "/a?b=c"


def test_no_proxy_of_the_environment_is_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert post(receiver.url, b"{}", {}) == 204


def certificate(folder: Path, name: str) -> Path:
    """A certificate that signs itself, with its key, in one file."""
    file = folder / f"{name}.pem"
    options = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    named = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    command = ["openssl", "req", *options, *named, "-keyout", str(file), "-out", f"{file}.part"]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.part").read_text())
    return file


@pytest.mark.usefixtures("private")
@pytest.mark.parametrize(
    ("name", "is_trusted"), [("localhost", True), ("localhost", False), ("other.example", True)]
)
def test_the_certificate_must_be_that_of_the_name_from_somebody_who_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_trusted: bool
) -> None:
    file = certificate(tmp_path, name)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with receiving(file) as receiver:
        if is_trusted and name == "localhost":
            assert post(receiver.url, b"{}", {}) == 204
        else:
            with pytest.raises(NotSentError, match="CERTIFICATE_VERIFY_FAILED"):
                post(receiver.url, b"{}", {})


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example/",
        "https:///hook",
        "https://user:word@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example/a b",
        "https://räksmörgås.example/",
        "https://receiver.example/\r\nHost: other",
        "https://receiver.example:port/",
        "https://receiver.example:0/",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        validate_url(url)


def test_a_plain_https_address_is_accepted_and_http_where_private_networks_are(
    request: pytest.FixtureRequest,
) -> None:
    validate_url("https://receiver.example:8443/hook?site=results")
    request.getfixturevalue("private")
    validate_url("http://127.0.0.1:8001/hook")
