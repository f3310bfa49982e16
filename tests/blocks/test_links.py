"""Which addresses may be linked to (the rows on links of the list of hostile inputs)."""

from django.core.exceptions import ValidationError

import pytest

from results.blocks.links import validate_public_url, validate_telephone


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "url_scheme"),
        ("JaVaScRiPt:alert(1)", "url_scheme"),
        ("data:text/html,x", "url_scheme"),
        ("vbscript:x", "url_scheme"),
        ("ftp://ecpat.se/", "url_scheme"),
        ("//evil.example", "url_relative"),
        ("https://user:password@ecpat.se/", "url_userinfo"),
        ("https://user@ecpat.se/", "url_userinfo"),
        ("https://ecpat.se\\@evil.example", "url_characters"),
        ("https://ecpat.se/\r\nX: y", "url_control"),
        ("https://ecpat.se/\x01", "url_control"),
        ("https://ecpat.se/\u202egpj", "url_control"),
        ("https://ecpat.se/%00", "url_characters"),
        ("https://ecpat.se/a b", "url_characters"),
        ("http://localhost/", "url_private"),
        ("http://127.0.0.1/", "url_private"),
        ("http://2130706433/", "url_private"),
        ("http://0x7f000001/", "url_private"),
        ("http://017700000001/", "url_private"),
        ("http://127.1/", "url_private"),
        ("http://10.0.0.8/", "url_private"),
        ("http://169.254.169.254/", "url_private"),
        ("http://[::1]/", "url_private"),
        ("http://[::ffff:127.0.0.1]/", "url_private"),
        ("http://[64:ff9b::7f00:1]/", "url_private"),
        ("http://intranet/", "url_private"),
        ("http://printer.local/", "url_private"),
        ("https://", "url_private"),
        ("https://[", "url_invalid"),
        ("https://ecpat.se:99999/", "url_invalid"),
        ("https://ecpat.se/" + 2048 * "a", "url_too_long"),
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
