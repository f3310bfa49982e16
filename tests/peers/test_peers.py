"""What Wagtail and wagtail-localize test of themselves is so with the plugin, or a document says otherwise."""

from pathlib import Path

import pytest

from tests.peers.expected import Difference, expected
from tests.peers.suites import PEERS, Peer
from tests.processes import ROOT

DIFFERENCES = [difference for peer in PEERS for difference in expected(peer.name)]


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.reason)
def test_a_document_says_every_difference(difference: Difference) -> None:
    document = " ".join((ROOT / difference.document).read_text().split())

    assert difference.words in document


@pytest.mark.peers
@pytest.mark.soak
@pytest.mark.timeout(3 * 3600)
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_whole_suite_differs_in_what_the_documents_say_and_in_all_of_it(
    peer: Peer, tmp_path: Path
) -> None:
    rows = expected(peer.name)

    found = peer.differences([peer.whole], tmp_path)

    assert [each for each in found if not any(row.explains(each) for row in rows)] == []
    assert [row for row in rows if not any(row.explains(each) for each in found)] == []
