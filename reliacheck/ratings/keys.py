"""Hosts and paths as ratings are filed under them.

Nothing is folded to a registrable domain: abcnews.go.com says nothing about go.com. Only "www."
does not count.
"""

from __future__ import annotations

import re

_WWW = "www."
# By convention the same site for small screens: it is looked up under the plain host, too.
_SMALL_SCREEN = ("m.", "mobile.", "amp.")
_LONGEST = 253  # RFC 1035
_LABEL = r"(?!-)[a-z0-9_-]{1,63}"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*\.(?:[a-z]{{2,63}}|xn--[a-z0-9-]+)|\d{{1,3}}(?:\.\d{{1,3}}){{3}}"


def place_of(host_or_url: str) -> tuple[str, str]:
    """Host and path of a link or a bare host, in lower case; ("", "") where there is no host."""
    before, scheme, behind = host_or_url.strip().lower().partition("://")
    address = behind if scheme else before
    address = address.partition("?")[0].partition("#")[0].lstrip("/")
    authority, _, path = address.partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(".")
    return _ascii(host.removeprefix(_WWW)), path.strip("/")


def listed_place(text: str) -> tuple[str, str]:
    """The same of what a list or a person wrote; ValueError says what is wrong with it."""
    host, path = place_of(text)
    if not host:
        raise ValueError("no domain")
    if len(host) > _LONGEST or not re.fullmatch(_HOST, host):
        raise ValueError(f"{text.strip()!r} is not a domain")
    return host, " ".join(path.split())


def sites_of(host: str) -> list[str]:
    """The hosts that a host's ratings may be filed under."""
    plain = [host.removeprefix(one) for one in _SMALL_SCREEN if host.startswith(one)]
    return [host, *(one for one in plain if "." in one)]


def parents_of(host: str) -> list[str]:
    """The hosts above a host, the nearest first, down to two labels."""
    labels = host.split(".")
    if len(host) > _LONGEST:
        return []
    return [".".join(labels[first:]) for first in range(1, len(labels) - 1)]


def is_below(path: str, listed: str) -> bool:
    """Whether a path is a listed one or goes on from it, by whole steps."""
    return not listed or f"{path}/".startswith(f"{listed}/")


def _ascii(host: str) -> str:
    """A host as it stands in the domain name system; one that cannot stand there as it is."""
    if host.isascii():
        return host
    if not all(letter.isalnum() or letter in "-_." for letter in host):
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
