"""The rows of Wikipedia's table of perennial sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit


class Entry(NamedTuple):
    """A row of the table.

    Attributes:
        place: "line 12".
        title: What it is called, scope included: "Newsweek (pre-2013)".
        statuses: "gr", "nc", "m", "gu", "d", "b": one or more.
        hosts: As they are listed; some have paths.
        year: Of the last discussion, or "".
        anchor: Where it stands on the page.
    """

    place: str
    title: str
    statuses: tuple[str, ...]
    hosts: tuple[str, ...]
    year: str
    anchor: str


_STATUS = re.compile(r"\{\{[^{}|]*/Status\|([^{}]*)\}\}")
_USES = re.compile(r"\{\{[^{}|]*/Uses\|([^{}]*)\}\}")
_LAST = re.compile(r"\{\{[^{}|]*/Last\|(\d{4})")
_ANCHOR = re.compile(r"""\bid\s*=\s*"([^"]*)\"""")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(r"""^\s*(?:[\w-]+\s*=\s*"[^"]*"\s*)+\|""")
_LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")


def wikitext_entries(text: str) -> Iterator[Entry]:
    """The rows that have a status."""
    starts = [match.start() for match in re.finditer(r"^\|-", text, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        row = text[start:end]
        status = _STATUS.search(row)
        if status is None:
            continue
        head, _, rest = row.partition("\n")
        anchor = _ANCHOR.search(head)
        last = _LAST.search(row)
        yield Entry(
            f"line {text.count(chr(10), 0, start) + 1}",
            _title(rest),
            _statuses(status[1]),
            tuple(
                host.strip()
                for uses in _USES.findall(row)
                for host in uses.split("|")
                if host.strip() and "=" not in host
            ),
            last[1] if last else "",
            anchor[1].replace(" ", "_") if anchor else "",
        )


def _statuses(arguments: str) -> tuple[str, ...]:
    """Of "gu|b=y"."""
    first, *named = [part.strip() for part in arguments.split("|")]
    return (first, *("b" for part in named if re.fullmatch(r"b\s*=\s*y(?:es)?", part)))


def _title(cells: str) -> str:
    """The text of the first cell, without what stands small, notes and anchors."""
    cell = re.split(r"\n\|", cells, maxsplit=1)[0].removeprefix("|")
    cell = _COMMENT.sub("", cell)
    while (plain := _TEMPLATE.sub("", cell)) != cell:
        cell = plain
    cell = _LINK.sub(r"\1", _ATTRIBUTES.sub("", cell)).replace("''", "")
    return " ".join(re.sub(r"<ref.*?(?:/>|</ref>)|<[^>]*>", "", cell).split())


def html_entries(text: str) -> Iterator[Entry]:
    """The rows of the class that tells a status."""
    page = _Page()
    page.feed(text)
    page.close()
    yield from page.entries


_CLASSES = {"s-gr": "gr", "s-nc": "nc", "s-m": "m", "s-gu": "gu", "s-d": "d", "s-b": "b"}
_LABELS = (
    ("generally reliable", "gr"),
    ("no consensus", "nc"),
    ("marginally reliable", "m"),
    ("generally unreliable", "gu"),
    ("deprecated", "d"),
    ("blacklisted", "b"),
)
# What a title cell holds beside the title: notes, shortcuts, other names in small print.
_ASIDE_TAGS = ("sup", "small", "style")
_ASIDE = re.compile(r"shortcut|font-size|anchor")
_SPAMCHECK = "spamcheck.toolforge.org"
_WIKIS = ("wikipedia.org", "wikimedia.org", "toolforge.org", "mediawiki.org")
_VOID = ("br", "img", "hr", "input", "link", "meta", "wbr", "area", "base", "col", "source")
_USES_CELL = 5  # counted from 0


class _Page(HTMLParser):
    """Collects the rows of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._row: Entry | None = None
        self._cell = -1
        self._title = ""
        self._labels = ""
        self._hosts: list[str] = []
        self._year = ""
        self._open: list[tuple[str, bool]] = []  # tags in a cell, and whether aside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._end_row()
            self._begin_row(given)
        elif self._row is None:
            return
        elif tag in ("td", "th"):
            self._cell += 1
            self._open = []
        elif tag not in _VOID:
            marks = f"{given.get('class', '')} {given.get('style', '')}"
            self._open.append((tag, tag in _ASIDE_TAGS or bool(_ASIDE.search(marks))))
        if self._cell == 1:
            self._labels += f" {given.get('title', '')} {given.get('alt', '')}".casefold()
        if tag == "a" and self._cell >= _USES_CELL:
            self._hosts += _host_of_link(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._end_row()
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._cell == 0 and not any(aside for _, aside in self._open):
            self._title += data
        elif self._cell == 1:
            self._labels += data.casefold()
        elif self._cell == 3 and (year := re.search(r"\b(?:19|20)\d\d\b", data)):
            self._year = year[0]

    def _begin_row(self, given: dict[str, str]) -> None:
        found = [_CLASSES[name] for name in given.get("class", "").split() if name in _CLASSES]
        if found:
            line = f"line {self.getpos()[0]}"
            self._row = Entry(line, "", tuple(found), (), "", given.get("id", ""))
        self._cell, self._title, self._labels, self._hosts, self._year = -1, "", "", [], ""

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is None:
            return
        told = tuple(status for label, status in _LABELS if label in self._labels)
        self.entries.append(
            row._replace(
                title=" ".join(self._title.split()),
                statuses=told or row.statuses,
                hosts=tuple(dict.fromkeys(self._hosts)),
                year=self._year,
                anchor=row.anchor.replace(" ", "_"),
            )
        )
        self._cell = -1


def _host_of_link(href: str) -> list[str]:
    """The host that a link in the column of uses searches for, or leads to."""
    address = urlsplit(href)
    query = parse_qs(address.query)
    if address.netloc.endswith(_SPAMCHECK):
        return query.get("q", [])[:1]
    if address.netloc.endswith(_WIKIS) or not address.netloc:
        searched = [*query.get("target", []), *query.get("search", [])]
        if "LinkSearch/" in address.path:
            searched.append(unquote(address.path.partition("LinkSearch/")[2]))
        return [host for text in searched for host in _searched(text)]
    return [address.netloc + address.path.rstrip("/")]


def _searched(text: str) -> list[str]:
    match = re.search(
        r"""(?:insource:)?["/]?(?:https?://)?(?:\*\.)?([\w-]+(?:\\?\.[\w-]+)+[\w/.-]*)""", text
    )
    return [match[1].replace("\\", "")] if match else []
