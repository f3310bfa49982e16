"""Making the snapshot of an address."""

from __future__ import annotations

import gzip
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from django.db import Error, connection, transaction
from django.utils import timezone

from ...conf import setting
from ..models import Need, Snapshot
from ..serving import table
from ..serving.counters import count
from ..serving.memory import Stored
from ..serving.parameters import NAME as PARAMETERS
from ..watching import Recording, record
from ..watching.sweeping import drop_snapshots, hold_gate_of
from .expiring import first_expiry
from .requests import ask
from .sites import are_sites_known, know_sites
from .storable import kept_headers, varies_on, why_not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.handlers.wsgi import WSGIRequest
    from django.http import HttpResponse

    from ..serving.addresses import Address
    from ..statements.needs import Key

try:
    import brotli
except ImportError:  # it is not needed, and not there on every machine
    brotli = None

logger = logging.getLogger(__name__)

# What a making writes itself, such as pictures in another size, makes the first try old.
TRIES = 2
# Smaller bodies do not get any smaller.
SMALLEST = 200
# Of one statement, where the database sets no limit.
MOST_PARAMS = 3_000


@dataclass(slots=True)
class Made:
    """What came of it: the answer of the site, and the snapshot unless there is a reason why not.

    Reasons are those of `storable.why_not`, and "unclear" (a query could not be read), "parameters"
    (the page does not declare them), "transaction" (there is one, whose changes others do not see),
    "changed" (something changed meanwhile), "database" (it failed).
    """

    response: HttpResponse
    stored: Stored | None = None
    reason: str = ""


def make(address: Address) -> Made:
    """Ask the site for the address, and keep the answer if it is the same for everybody."""
    for _try in range(TRIES):
        made = _make(address)
        if made.reason != "changed":
            break
    count("made" if made.stored else "refused")
    return made


def _make(address: Address) -> Made:
    epoch, generation, waiting = table.state_and_waiting()
    know_sites(generation)
    with record(None if waiting else epoch) as recording:
        request, response = ask(address)
    made = Made(response)  # type: ignore[arg-type]
    made.reason = (
        why_not(request, response)
        # What others do not see yet, or see no more, is nothing to keep.
        or ("transaction" if connection.in_atomic_block else "")
        or ("" if _is_declared(address, request) else "parameters")
        or ("unclear" if recording.is_unclear else "")
        or ("" if are_sites_known() else "changed")
    )
    if made.reason:
        return made
    snapshot = _snapshot(address, request, made.response, recording.page_ids)
    snapshot.generation = generation
    snapshot.valid_until = valid_until(recording, epoch)
    try:
        is_kept = _keep(snapshot, recording.keys(), epoch)
    except Error:
        logger.exception("A snapshot could not be stored: %s", address.url)
        made.reason = "database"
        return made
    if is_kept:
        made.stored = _stored(snapshot, epoch)
    else:
        made.reason = "changed"
    return made


def _is_declared(address: Address, request: WSGIRequest) -> bool:
    """Whether the page, if it is one, declares all parameters that it was asked with."""
    page = getattr(request, "results_page", None)
    names = {name for name, _value in parse_qsl(address.query, keep_blank_values=True)}
    return page is None or names <= set(getattr(page, PARAMETERS, ()))


def valid_until(recording: Recording, epoch: int) -> datetime:
    """When an answer that is made in this epoch gets old by itself."""
    latest = timezone.now() + timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    return min(filter(None, (latest, first_expiry(recording.needs, epoch))))


def _snapshot(
    address: Address, request: WSGIRequest, response: HttpResponse, pages: list[str]
) -> Snapshot:
    body = response.content
    headers = kept_headers(response, pages)
    is_small = len(body) < SMALLEST
    # Without a time in it, the same body gives the same bytes.
    gzipped = b"" if is_small else gzip.compress(body, 6, mtime=0)
    brotlied = b"" if is_small or brotli is None else brotli.compress(body, quality=5)
    digest = blake2b(f"{response.status_code}{headers}".encode(), digest_size=15)
    digest.update(body)
    return Snapshot(
        key=address.key,
        url=address.url,
        status=response.status_code,
        headers=headers,
        varies_on=varies_on(request, response),
        body=body,
        gzip=gzipped,
        brotli=brotlied,
        checksum=table.checksum_of((body, gzipped, brotlied)),
        etag=digest.hexdigest(),
        size=len(body),
        page_id=getattr(getattr(request, "results_page", None), "pk", None),
    )


def _keep(snapshot: Snapshot, keys: Sequence[Key], epoch: int) -> bool:
    """Store it, unless something was swept since the making began; see `watching.sweeping`."""
    with transaction.atomic():
        if not hold_gate_of(epoch):
            return False
        earlier = list(Snapshot.objects.filter(key=snapshot.key).values_list("pk", flat=True))
        if earlier and not drop_snapshots(earlier):
            return False
        snapshot.save(force_insert=True)
        _note_needs(snapshot, keys)
    return True


def _note_needs(snapshot: Snapshot, keys: Sequence[Key]) -> None:
    """Insert the needs by statements of our own: objects of them would take as long as all else."""
    table_name = connection.ops.quote_name(Need._meta.db_table)
    most = (connection.features.max_query_params or MOST_PARAMS) // 3
    with connection.cursor() as cursor:
        for start in range(0, len(keys), most):
            some = keys[start : start + most]
            rows = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table_name} (snapshot_id, key, rest) VALUES {rows}",  # noqa: S608
                [value for key in some for value in (snapshot.pk, key.number, key.rest)],
            )


def _stored(snapshot: Snapshot, epoch: int) -> Stored:
    return Stored(
        id=snapshot.pk,
        url=snapshot.url,
        status=snapshot.status,
        headers=tuple(snapshot.headers),
        varies_on=tuple(snapshot.varies_on),
        encodings=table.encodings_of(
            bytes(snapshot.body), bytes(snapshot.gzip), bytes(snapshot.brotli)
        ),
        etag=snapshot.etag,
        generation=snapshot.generation,
        valid_until=snapshot.valid_until,
        epoch=epoch,
    )
