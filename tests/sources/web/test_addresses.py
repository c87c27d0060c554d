"""Only addresses of the open internet are public, and a web address is one of http or https without a password."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import InputError
from brief.sources.web.addresses import is_public, parse_address

PRIVATE = """127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1
100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 168.63.129.16 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1
::ffff:169.254.169.254 2002:7f00:1:: 2002:a9fe:a9fe:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2001:0:1::1 2001:db8::1
localhost 999.1.1.1""".split()
PUBLIC = "93.184.216.34 8.8.8.8 1.1.1.1 2606:2800:220:1::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()


@pytest.mark.parametrize("number", PRIVATE)
def test_what_is_not_of_the_open_internet_is_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_what_is_of_the_open_internet_is_public(number: str) -> None:
    assert is_public(number)


@given(st.ip_addresses())
def test_nothing_that_the_registries_call_private_is_public(address: ipaddress.IPv4Address) -> None:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(str(address))


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("http://a.example", "http://a.example/"),
        ("https://a.example:443/b?c=d#e", "https://a.example/b?c=d"),
        ("HTTP://A.Example:8080/", "http://a.example:8080/"),
        ("https://müller.example/ä ö", "https://xn--mller-kva.example/%C3%A4%20%C3%B6"),
        ("https://a.example/%C3%A4?b=%20", "https://a.example/%C3%A4?b=%20"),
        ("http://[2606:2800::1]:81/a", "http://[2606:2800::1]:81/a"),
    ],
)
def test_an_address_is_brought_into_one_form(url: str, parsed: str) -> None:
    assert str(parse_address(url)) == parsed


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://",
        "http:///a",
        "http://a.example:99999/",
        "http://a b.example/",
        "javascript:alert(1)",
        "http://a.example:x/",
        "http://[::1/",
        "http://a\\b.example/",
        "http://" + "a" * 300 + ".ä/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        parse_address(url)


def test_a_password_is_neither_used_nor_shown() -> None:
    with pytest.raises(InputError, match="an address with a name or a password") as caught:
        parse_address("https://ada:secret@a.example/b")
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60), st.sampled_from(["", "/", "/a?", "/\r\n", "@"]))
def test_no_address_puts_a_line_of_its_own_into_a_request(rest: str, mark: str) -> None:
    try:
        address = parse_address(f"http://a.example{mark}{rest}")
    except InputError:
        return
    assert str(address).isascii()
    assert not any(character.isspace() or not character.isprintable() for character in str(address))
