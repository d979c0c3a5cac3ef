"""Two articles compared, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reliacheck.article import Article
from reliacheck.findings import Severity
from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters import compare_words as words
from reliacheck.reporters.text import Paint, printable, width
from reliacheck.reuse.account import Account, Side, Told
from reliacheck.reuse.alterations import Alteration, severity_of

_SHOWN = 40  # passages; there can be hundreds in two books of record
_WHOLE = 24  # kept words in a row that are shown whole; of more, the first and last
_ENDS = 9
_MOST = 60  # changes of one passage that are shown
_LONG = 30  # words of a change that are shown
_QUOTED = 60  # columns of a wording
_NARROWEST = 40

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(account: Account, style: Style, failures: Sequence[Failure] = ()) -> str:
    """The two articles, how they relate, then each passage with its changes."""
    paint = Paint(style.color)
    room = max(style.width, _NARROWEST)
    blocks = [
        *(_side(side, account, room, paint) for side in account.sides),
        _verdict(account, room, paint),
        *(_passage(told, account, room, paint) for told in account.counted[:_SHOWN]),
        *_rest(len(account.counted), "passages"),
        *_uncounted(account, room, paint),
        *_incomplete(failures, room, paint),
    ]
    return "\n".join(blocks)


def _side(side: Side, account: Account, room: int, paint: Paint) -> str:
    role = ""
    if account.first is not None:
        role = "source" if side is account.source else "later"
    article = side.article
    name = _shortened(side.name, room - 12)
    lines = [f"{paint(words.letter(side), 'bold')}  {paint(name, 'bold')}"]
    lines[0] += f"  {paint(role, 'cyan')}" if role else ""
    facts = (article.headline_text, words.about(article), f"credits: {words.credits(side)}")
    for fact in facts:
        lines += _wrapped(_plain(fact or ""), room, "   ", paint)
    return "\n".join(lines) + "\n"


def _verdict(account: Account, room: int, paint: Paint) -> str:
    comparison = account.comparison
    color = {"same-copy": "red", "partial-reuse": "yellow"}.get(comparison.relation, "blue")
    lines = [
        f"{paint(words.verdict(account), 'bold', color)}  {paint(f'{comparison.score:.2f}', 'dim')}"
    ]
    if account.told:
        for share, phrase in words.shares(account):
            lines.append(f"  {words.percent(share):>5} {phrase}")
        lines += _wrapped(_plain(words.summary(account)), room, "  ", paint)
    else:
        lines += _wrapped(_plain("They share no passage."), room, "  ", paint)
    lines += _wrapped(_plain(account.order), room, "  ", paint)
    lines += _wrapped(_plain(words.credited(account)), room, "  ", paint)
    lines += _wrapped(_plain(words.altered(account)), room, "  ", paint)
    return "\n".join(lines) + "\n"


def _passage(told: Told, account: Account, room: int, paint: Paint) -> str:
    passage = told.shared.passage
    head = (
        f"{paint(str(told.number), 'bold', 'cyan')}  {_places(told, account)}"
        f"  {words.counted(passage.words_b, 'word')},"
        f" {words.percent(passage.similarity)} alike"
    )
    lines = [head, *_wrapped(_excerpt(told, account), room, "   ", paint)]
    lines += _alterations(told, account, room, paint)
    return "\n".join(lines) + "\n"


def _places(told: Told, account: Account) -> str:
    """Where a passage begins in A and in B."""
    spans = {
        account.source.letter: told.shared.passage.a,
        account.rewrite.letter: told.shared.passage.b,
    }
    return ", ".join(
        f"{words.letter(side)} {_place(side.article, spans[side.letter])}" for side in account.sides
    )


def _place(article: Article, span: tuple[int, int]) -> str:
    place = article.locate(*span)
    return f"{place.line}:{place.column}"


def _alterations(told: Told, account: Account, room: int, paint: Paint) -> Iterator[str]:
    for one in told.alterations:
        severity = severity_of(one)
        text = f"{words.kind_of(one)}: {_wordings(one, account)}"
        note = f" - {one.note}" if one.note else ""
        line = [*_plain(f"{severity}:", _COLORS[severity]), *_plain(f"{text}{note}")]
        yield from _wrapped([_Word("!", _COLORS[severity]), *line], room, "   ", paint, hang=2)


def _wordings(one: Alteration, account: Account) -> str:
    source, rewrite = account.source, account.rewrite
    in_source = f"{words.letter(source)} {_place(source.article, one.a)}"
    in_rewrite = f"{words.letter(rewrite)} {_place(rewrite.article, one.b)}"
    was = f'"{_shortened(one.a_text, _QUOTED)}" ({in_source})'
    now = f'"{_shortened(one.b_text, _QUOTED)}" ({in_rewrite})'
    if not one.b_text:
        return f"{was} is gone ({in_rewrite})"
    if not one.a_text:
        return f"{now} was put in ({in_source})"
    return f"{was} became {now}"


def _uncounted(account: Account, room: int, paint: Paint) -> Iterator[str]:
    """A line or two for each passage that is no reuse."""
    if not account.uncounted:
        return
    lines = [paint("Shared, and not counted:", "bold")]
    for told in account.uncounted[:_SHOWN]:
        passage = told.shared.passage
        lines += _wrapped(
            [
                _Word(str(told.number), "cyan"),
                *_plain(
                    f"{_places(told, account)}  {words.counted(passage.words_b, 'word')}:"
                    f" {words.REASONS[told.shared.kind]}"
                ),
            ],
            room,
            "  ",
            paint,
            hang=3,
        )
        text = account.rewrite.article.text[slice(*passage.b)]
        lines += [f"     {_shortened(text, room - 5)}"]
        lines += _alterations(told, account, room, paint)
    lines += _rest(len(account.uncounted), "passages")
    yield "\n".join(lines) + "\n"


def _incomplete(failures: Sequence[Failure], room: int, paint: Paint) -> Iterator[str]:
    for failure in failures:
        text = _plain(f"plugin {failure.plugin} failed: {failure.problem}")
        line = _wrapped([_Word("INCOMPLETE:", "red"), *text], room, "", paint)
        yield "\n".join(line) + "\n"


def _rest(number: int, what: str) -> Iterator[str]:
    if number > _SHOWN:
        yield f"and {number - _SHOWN} more {what} (--format json or html has all)\n"


class _Word(NamedTuple):
    text: str
    color: str = ""


def _plain(text: str, color: str = "") -> list[_Word]:
    return [_Word(word, color) for word in printable(text).split()]


def _excerpt(told: Told, account: Account) -> list[_Word]:
    """The passage as the rewrite has it, with [-what the source had-] and {+what it put in+}."""
    passage = told.shared.passage
    source, rewrite = account.source.article.text, account.rewrite.article.text
    shown: list[_Word] = []
    changes = 0
    for number, edit in enumerate(passage.edits):
        following = passage.edits[number + 1 :][:1]
        until = following[0].b[0] if following else edit.b[1]
        between = rewrite[edit.b[1] : max(until, edit.b[1])].split()
        behind = between[0] if between and _clings(rewrite, edit.b[1]) else ""
        was, now = source[slice(*edit.a)], rewrite[slice(*edit.b)]
        if edit.kind == "equal" or words.is_style(was, now):
            shown += _cut(_plain(now + behind))
            continue
        changes += 1
        if changes > _MOST:
            left = sum(one.kind != "equal" for one in passage.edits) - _MOST
            return [*shown, *_plain(f"[… {left} more changes …]", "dim")]
        shown += _marked(was, "[-", "-]", "red")
        shown += _marked(now, "{+", "+}", "green", behind)
    return shown


def _clings(text: str, offset: int) -> bool:
    """Whether a mark stands directly behind a word."""
    return offset < len(text) and not text[offset].isspace()


def _cut(kept: list[_Word]) -> list[_Word]:
    """Kept words, a long row without its middle."""
    if len(kept) <= _WHOLE:
        return kept
    left = len(kept) - 2 * _ENDS
    return [*kept[:_ENDS], *_plain(f"[… {left} words …]", "dim"), *kept[-_ENDS:]]


def _marked(text: str, before: str, after: str, color: str, behind: str = "") -> list[_Word]:
    found = printable(text).split()
    if not found:
        return []
    if len(found) > _LONG:
        half = _LONG // 2
        found = [*found[:half], f"… {len(found) - 2 * half} words …", *found[-half:]]
    found[0] = before + found[0]
    found[-1] += after + behind
    return [_Word(word, color) for word in found]


def _wrapped(
    shown: Iterable[_Word], room: int, lead: str, paint: Paint, hang: int = 0
) -> list[str]:
    """Words in lines, each row of one colour painted at once."""
    lines: list[list[_Word]] = []
    used = room + 1
    for word in shown:
        wide = width(word.text)
        if used + 1 + wide > room:
            lines.append([])
            used = len(lead) + (hang if len(lines) > 1 else 0) - 1
        lines[-1].append(word)
        used += 1 + wide
    return [
        lead + " " * (hang if number else 0) + _painted(line, paint)
        for number, line in enumerate(lines)
    ]


def _painted(line: list[_Word], paint: Paint) -> str:
    rows: list[_Word] = []
    for word in line:
        if rows and rows[-1].color == word.color:
            rows[-1] = _Word(f"{rows[-1].text} {word.text}", word.color)
        else:
            rows.append(word)
    return " ".join(paint(row.text, row.color) if row.color else row.text for row in rows)


def _shortened(text: str, room: int) -> str:
    """One line of so many columns at most."""
    text = " ".join(printable(text).split())
    if width(text) <= room:
        return text
    while width(text) > room - 1:
        text = text[: -max(1, (width(text) - room + 1) // 2)]
    return text.rstrip() + "…"
