"""Which addresses may be linked to, links that say where they lead, and how deep rich text is."""

from typing import Any

from django.core.exceptions import ValidationError

import pytest

from results.blocks import LinkTarget, ReadMoreLink, find_issues
from results.blocks.links import site_name, tag_depth, validate_public_url, validate_telephone
from results.blocks.media import describe_file, says_nothing
from results.issues import Severity, Stage


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "url_invalid"),
        ("//evil.example", "url_invalid"),
        ("https://user:password@ecpat.se/", "url_invalid"),
        ("https://ecpat.se\\@evil.example", "url_invalid"),
        ("https://ecpat.se/a b", "url_invalid"),
        ("https://ecpat.se/\r\nX: y", "url_invalid"),
        ("https://ecpat.se/\u202egpj", "url_invalid"),
        ("https://ecpat.se/%00", "url_invalid"),
        ("http://localhost/", "url_private"),
        ("http://2130706433/", "url_invalid"),
        ("http://127.1/", "url_invalid"),
        ("http://127.0.0.①①/", "url_private"),
        ("http://0x7f.0.0.①①/", "url_private"),
        ("http://169.254.169.254/", "url_private"),
        ("http://[::1]/", "url_private"),
        ("http://[64:ff9b::7f00:1]/", "url_private"),
        ("http://[2002:7f00:1::]/", "url_private"),
        ("http://[::ffff:1.1.1.1]/", "url_private"),
        ("http://224.0.0.1/", "url_private"),
        ("http://intranet/", "url_invalid"),
        ("http://printer.local/", "url_private"),
        ("https://", "url_invalid"),
        ("https://[", "url_invalid"),
        ("https://ecpat.se/" + 2048 * "a", "url_invalid"),
    ],
)
def test_an_unsafe_address_is_refused(address: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_public_url(address)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "address",
    [
        "https://ecpat.se/",
        "http://www.ecpat.se/resultat?år=2016#a",
        "https://räksmörgås.se/",
        "https://xn--rksmrgs-5wao1o.se/",
        "https://ecpat.se:8443/x",
        "https://1.1.1.1/",
    ],
)
def test_a_public_address_is_accepted(address: str) -> None:
    validate_public_url(address)


@pytest.mark.parametrize("number", ["116 111", "+46 8 598 920 00", "020-112 100", "(08) 123 45 67"])
def test_a_number_that_can_be_dialled_is_accepted(number: str) -> None:
    validate_telephone(number)


@pytest.mark.parametrize("number", ["abc", "12", "116 111;ext=1", "+", "1\u202e23"])
def test_what_cannot_be_dialled_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        validate_telephone(number)


block = ReadMoreLink()
block.set_name("link")


def link(**fields: Any) -> Any:
    """A link as the database would give it."""
    return block.to_python({"text": "Read more about ECPAT Hotline", **fields})


def codes(value: Any, **wanted: Any) -> set[str]:
    """The codes of the issues that have the wanted attributes."""
    return {
        issue.code
        for issue in find_issues(block, value)
        if all(getattr(issue, name) == expected for name, expected in wanted.items())
    }


def test_a_link_without_target_waits_until_publishing() -> None:
    assert codes(link(), stage=Stage.PUBLISHING) == {"no_target"}
    assert not codes(link(), stage=Stage.SAVING)
    assert codes(link(text=None), stage=Stage.PUBLISHING) == {"no_target", "required"}


def test_an_address_that_is_none_leads_nowhere() -> None:
    for address in ("http://[", "ecpat.se", "javascript:alert(1)"):
        assert link(url=address).target(None) is None
    assert site_name("http://[") == ""


def test_two_targets_are_refused_at_every_save() -> None:
    value = link(url="https://ecpat.se/", email="info@ecpat.se")
    assert codes(value, stage=Stage.SAVING) == {"two_targets"}


@pytest.mark.parametrize(
    "text",
    ["här", "Läs mer", "läs mer här.", ">> Läs mer här <<", "click here", "HERE", "Read more …"],
)
def test_a_text_that_says_nothing_alone_is_refused_at_publishing(text: str) -> None:
    assert says_nothing(text)
    assert "text_says_nothing" in codes(
        link(text=text, url="https://ecpat.se/"), stage=Stage.PUBLISHING
    )


@pytest.mark.parametrize("text", ["Läs mer om ECPAT Hotline", "Here is how to report", "Härnösand"])
def test_a_text_that_says_where_the_link_leads_is_accepted(text: str) -> None:
    assert not codes(link(text=text, url="https://ecpat.se/"))


def test_the_host_of_an_address_is_shown_in_the_letters_of_the_net() -> None:
    (issue,) = find_issues(block, link(url="https://\u0430pple.com/"))
    assert issue.code == "url_letters"
    assert issue.severity is Severity.WARNING
    assert "xn--pple-43d.com" in str(issue.message)
    assert not list(find_issues(block, link(url="https://apple.com/å")))


@pytest.mark.parametrize(
    ("size", "said"), [(None, "PDF"), (1_258_291, "PDF, 1.2\xa0MB"), (776_192, "PDF, 758\xa0KB")]
)
def test_a_document_is_told_with_its_kind_and_size(size: int | None, said: str) -> None:
    assert describe_file(LinkTarget("/a.pdf", size=size, extension="pdf"), "en") == said
    assert describe_file(LinkTarget("/a", size=size), "en") == ""


def test_an_address_of_another_host_stays_there() -> None:
    found = LinkTarget("//files.example/a").below("https://ecpat.se").url
    assert found == "https://files.example/a"


def test_a_link_without_target_shows_its_text_alone() -> None:
    html = block.render(link())
    assert "Read more about ECPAT Hotline" in html
    assert "<a" not in html


@pytest.mark.parametrize(
    ("fields", "href"),
    [
        ({"url": "https://ecpat.se/"}, "https://ecpat.se/"),
        ({"email": "info@ecpat.se"}, "mailto:info@ecpat.se"),
        ({"email": "a?bcc=x@ecpat.se"}, "mailto:a%3Fbcc%3Dx@ecpat.se"),
        ({"telephone": "+46 8 598 920 00"}, "tel:+46859892000"),
    ],
)
def test_each_kind_of_target_becomes_an_address(fields: dict[str, str], href: str) -> None:
    assert block.get_api_representation(link(**fields))["display"]["url"] == href


@pytest.mark.django_db
def test_a_target_that_is_gone_is_no_target() -> None:
    value = link(page=999_999)
    assert block.get_api_representation(value)["display"]["url"] == ""
    assert codes(value) == {"no_target"}


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("", 0),
        ("<p>a<br/>b</p>", 0),
        ("<p><b>a</b><i>b</i></p>", 1),
        ("<ul><li><b><a href='x'>a</a></b></li></ul>", 3),
        ("</b></b><b>a", 1),
        (300 * "<b>", 300),
        (300 * "<B >", 300),
    ],
)
def test_the_depth_of_a_text_is_that_of_its_elements(text: str, depth: int) -> None:
    assert tag_depth(text) == depth
