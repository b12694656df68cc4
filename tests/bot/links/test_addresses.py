"""What counts as the public internet, address by address."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.links.addresses import is_public, parsed


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",  # noqa: S104 nothing is bound here
        "0.1.2.3",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:0:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1.1.1.1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1111%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_t32_addresses_that_are_closed(text: str) -> None:
    """Nothing inside a house, a cloud or a network's own machinery is public, in whatever clothes."""
    closed = not is_public(ip_address(text))

    assert closed


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "2606:4700::1111",
        "2a00::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ],
)
def test_addresses_that_are_open(text: str) -> None:
    """Ordinary addresses are public, also written as IPv6 for the sake of a translator."""
    public = is_public(ip_address(text))

    assert public


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_public(address: IPv4Address) -> None:
    """Our list is at least as strict as the standard library's, alone and inside IPv6."""
    inside = (address, IPv6Address(f"::ffff:{address}"), IPv6Address(f"64:ff9b::{address}"))

    verdicts = {is_public(each) for each in inside}

    assert len(verdicts) == 1
    assert not (verdicts == {True} and (not address.is_global or address.is_multicast))


@given(st.ip_addresses(v=6))
def test_what_python_calls_private_is_never_public_in_ipv6(address: IPv6Address) -> None:
    """The same for IPv6 that holds no IPv4."""
    assume(address.ipv4_mapped is None and not address.compressed.startswith("64:ff9b::"))
    public = is_public(address)

    assert not (public and (address.is_private or address.is_multicast or address.is_reserved or address.is_loopback))


@given(st.text())
def test_texts_that_are_no_address_are_none(text: str) -> None:
    """A resolver's answer is read or refused, never guessed."""
    address = parsed(text)

    assert address is None or address == ip_address(text)
