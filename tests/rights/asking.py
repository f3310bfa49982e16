"""What an address answers somebody."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.test import Client

LOGINS = ("/admin/login/", "/_util/login/", "/en/_util/login/")
HOME = "/admin/"
# What is counted as nothing written: who is signed in, and when a token was last used.
KEPT_BESIDES = ('"django_session"', '"axes_accesslog"', '"wagtailcore_apitoken"')
WRITES = ("INSERT", "UPDATE", "DELETE")
# What languages put between the digits of a number, as HTML and JSON may have it.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)(?:&nbsp;|&#160;|\\u00a0|\\u202f|[\s,.])(?=\d{3})")


@dataclass
class Answer:
    """What came back, in one word, and what was written to the database meanwhile.

    The words: `ok`; `login`, to sign in first; `denied`, also as the admin says it: by an error on
    its front page; `token`, which is missing; `away`, to another place; or the status.
    """

    word: str
    text: str = ""
    written: list[str] = field(default_factory=list)

    def says(self, words: str) -> bool:
        """Whether the words, in lower case, or the digits are in the answer."""
        return words in _BETWEEN_DIGITS.sub("", self.text.lower())


def ask(client: Client, method: str, url: str, **options: Any) -> Answer:
    """Send the request and undo what it did."""
    cookies: SimpleCookie = deepcopy(client.cookies)
    with transaction.atomic(), _watching() as written:
        response: Any = client.generic(method, url, **options)
        body = b"".join(response) if response.streaming else response.content
        answer = Answer(_word(response), _text(body), written)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def _text(body: bytes) -> str:
    """What a person can read in the body; a workbook is unpacked."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as package:
            body = b"\n".join(map(package.read, package.namelist()))
    return body.decode(errors="replace")


@contextmanager
def _watching() -> Iterator[list[str]]:
    written: list[str] = []

    def watch(execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(WRITES) and not any(table in sql for table in KEPT_BESIDES):
            written.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        yield written


def _word(response: Any) -> str:
    status: int = response.status_code
    if status in {301, 302}:
        target = response.headers["Location"]
        if target.startswith(LOGINS):
            return "login"
        return "denied" if target == HOME and _has_error(response) else "away"
    return {401: "token", 403: "denied"}.get(status, "ok" if status < 300 else str(status))


def _has_error(response: Any) -> bool:
    return any(each.level == ERROR for each in get_messages(response.wsgi_request))
