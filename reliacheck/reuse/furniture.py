"""Which stretches of an article are not its reporters' words: furniture, statements, posts.

Quotation marks say what is quoted (`Article.quotations`). This tells the rest by wording and by
place: lines of the site around the story, biographies of its author, captions, posts, transcripts,
and texts that are given in full behind a colon. How often a line stands elsewhere does not count:
widely reprinted wire copy does so, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reliacheck.article import Article, Part
from reliacheck.text.patterns import pattern
from reliacheck.text.sentences import sentence_spans

Kind = Literal["quotation", "furniture", "statement", "loose", "method"]


class Stretch(NamedTuple):
    """Words of a text that no credit is owed for, or hardly any."""

    start: int  # code points into the article's text
    end: int
    kind: Kind  # "loose": lists and lines of names; they may be copy, and tell little


# Offices of parts that are no prose of the story.
_AROUND = frozenset({"headline", "byline", "dateline", "caption", "credit"})

# Lines of the site, wherever they stand: a few letters that each has, and what it looks like. To
# look for the letters first takes a thirtieth of the time.
_SITE = tuple(
    (letters, pattern(source, re.IGNORECASE))
    for letters, source in (
        ("reserved", r"all rights reserved"),
        ("©", r"©"),
        ("copyright", r"\bcopyright (?:©|\(c\)|\d{4}|the )"),
        ("may not be", r"may not be (?:published|reproduced)"),
        ("permission", r"reprint permission"),
        ("for ", r"\bfor (?:licensing|republishing|syndication)\b"),
        ("content created", r"content created by the"),
        ("sign", r"sign[ -]?up (?:for|to|here|now)"),
        ("newsletter", r"newsletter sign"),
        ("subscri", r"subscribe (?:to|now|today|here|for)|already a subscriber|subscribers? only"),
        ("your ", r"your (?:e-?mail address|inbox|subscription)"),
        ("robot", r"verify you['’]?re not a robot"),
        ("email", r"invalid email"),
        ("re-enter", r"re-enter"),
        ("privacy", r"privacy policy"),
        ("terms of", r"terms of (?:service|use)"),
        (
            " on ",
            r"(?:like|follow|join|find) (?:us|him|her|them|me|[A-Z]\w+(?: \w+)?) on (?:twitter|"
            r"facebook|instagram|telegram|youtube|google)",
        ),
        ("@", r"follow @\w|on (?:twitter|facebook)(?: at)?:? ?@\w|@\w+\.com\b"),
        ("@", r"write to .{0,60} at \S+@|(?:contact|e-?mail) \S+@"),
        ("share this", r"share this (?:story|article|post)"),
        (" here", r"(?:click|tap) here"),
        ("download", r"download (?:the|our) (?:\w+ )?app"),
        ("read ", r"\bread (?:more|next|the full|or share)"),
        ("more ", r"\bmore (?:from|on this|stories)\b"),
        ("related", r"related(?: stories)?:"),
        (
            "get ",
            r"\bget (?:all )?(?:the )?(?:latest|breaking|our)\b.{0,40}\b(?:news|alerts?|headlines|"
            r"inbox)",
        ),
        ("alert", r"breaking news alerts?"),
        ("expressed", r"(?:opinions|views) expressed (?:by|in|here)"),
        (
            " not ",
            r"do(?:es)? not (?:necessarily )?(?:reflect|represent) the"
            r" (?:views|opinions?|position)",
        ),
        ("contributors", r"board of contributors"),
        ("diverse", r"diverse opinions from"),
        ("if you", r"if you (?:enjoyed|liked|like) (?:this|what)"),
        ("something to", r"something to consider"),
        ("support", r"support (?:our|independent) (?:work|journalism)"),
        ("donate", r"donate (?:now|today)"),
        (
            "appeared",
            r"this (?:column|article|piece|story|essay|post) (?:first |originally |previously )*"
            r"appeared",
        ),
        ("caption", r"(?:hide|toggle|media) caption"),
        ("just watched", r"just watched|must watch"),
        ("more videos", r"replay more videos"),
        ("playback", r"media playback is (?:un|not )supported"),
        ("choose your", r"choose your country"),
        ("quick guide", r"\bquick guide\b.{0,150}\bshow hide\b"),
        ("local listings", r"check local listings"),
        ("get more", r"\bget more .{0,50}\b\w+\.com\b"),
        ("follow ", r"\bfollow (?:him|her|them|us|me) at\b"),
        ("image", r"enlarge (?:this )?image|image (?:copyright|caption|source)"),
        ("photo", r"\bphotos?:"),
        ("video", r"play video|watch (?:the )?(?:full )?video"),
        ("advertisement", r"advertisement\b"),
        ("continues", r"story continues"),
        ("loading", r"loading\b.{0,20}\Z"),
        ("find out", r"to find out more about .{0,80}(?:creators|website|web page|web site)"),
        ("all-access", r"all-access"),
        ("paywall", r"paywall"),
        ("correction", r"correction:"),
        ("clarification", r"clarification:"),
        ("editor", r"editor['’]s note"),
        (
            "this ",
            r"this (?:story|article|post) (?:has been|was) (?:updated|corrected|first|originally)",
        ),
        ("contributed", r"contributed (?:to this|reporting)"),
        ("catch up", r"catch up on .{0,60}\bpodcast\b"),
        ("podcast", r"our (?:\w+ )?podcast\b"),
        (" by ", r"\b(?:reporting|writing|editing) by [A-Z]"),
    )
)
# A gallery in one paragraph, of any length.
_GALLERY = pattern(
    r"\b(?:Hide|Toggle) Caption\b|\bJUST WATCHED\b|\bMUST WATCH\b|\bQuick guide\b.*\bShow Hide\b"
)
_LONGEST_SITE = 600  # code points of a paragraph that can be such a line
_LONGEST_SIGNED = 1200  # of one with two signs
_LONGEST_LINE = 200  # of one that scraping has put into a paragraph
_LONGEST_ANYWHERE = 320  # of one that is neither at the head nor at the foot

# Who the author is, at the head or the foot.
_BIOGRAPHY = pattern(
    r"\bis (?:an?|the) (?:\w+[ -]){0,5}?(?:columnist|contributor|fellow|correspondent|reporter|"
    r"editor|author|host|professor|scholar|analyst|journalist|writer|attorney|strategist|member"
    r" of (?:\w+ ){0,3}board)\b|\b(?:author|host) of (?:the )?[“\"‘']?[A-Z]|is the author\b"
    r"|\bsyndicated columnist\b|\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:latest|newest|new) book\b"
    r"|\bteaches (?:\w+ ){1,4}at\b|\bformer judge of the\b|\b[Ff]ollow (?:him|her|them) (?:on|at)\b"
)
_HEAD, _FOOT = 3, 7  # paragraphs that biographies and loose lines are looked for in

# Sidebars that some sites set into a sentence, glued to a person's name and ending in MORE.
_MORE = pattern(r"\bMORE\b")
_GLUED = pattern(r"\b\w*[a-z.)][A-Z0-9][\w'’]*")
_LONGEST_SIDEBAR = 900

_PICTURE_END = pattern(
    r"(?:\(|\b)(?:AP|REUTERS|Reuters|AFP|EPA|Getty(?: Images)?|UPI|Associated Press|Bloomberg)"
    r"(?: Photo|/[A-Z][\w .'’-]{3,40}| Images| via \w+(?: \w+)?)[^\n]{0,60}\)?\.?\Z"
    r"|\b(?:Photo|Photograph|Picture) by [^\n]{3,80}\Z|\AFILE ?[-–—:]|\(Photo[^\n]{0,80}\)\s*\Z"
    r"|\b[A-Z]\w+ [A-Z]\w+/(?:Reuters|REUTERS|AP|AFP|Getty Images|Associated Press)\.?\s*\Z"
)
_POST_END = pattern(
    r"[—–-]\s?[^\n@]{1,60}\(@\w+\)(?: \w+ \d{1,2},? \d{4})?|pic\.twitter\.com|t\.co/"
)
_SPEAKER = pattern(
    r"\A(?:[A-Z][A-Z.'’-]+ ?){1,5}(?:\([^)]{1,40}\))?:\s|\A(?:Q|A|QUESTION|ANSWER)[.:] "
)
# What is given word for word behind a colon.
_ANNOUNCES = pattern(
    r"\b(?:statements?|tweet(?:s|ed)?|wrote|writes|posted|reads?|said|says|letter|e-?mail|text|memo|"
    r"transcript|remarks|speech|following|follows|excerpts?|added|continued|stated|explained|report|"
    r"concluded|ruling|opinion|resolution|here is|here are|according to)\b[^\n]{0,140}:\s*\Z",
    re.IGNORECASE,
)
# How a poll was made, and what a market did: the same sentences every time, with other figures.
_METHOD = pattern(
    r"\bmargin of (?:sampling )?error\b|\bcredibility interval\b|\bprobability-based\b"
    r"|\b(?:poll|survey)(?: of [^.]{3,60})? was (?:conducted|taken|carried out)\b"
    r"|\brespondents were (?:\w+ )?(?:selected|chosen|reached)\b|\b(?:interviewed|surveyed|polled|"
    r"questioned) (?:by phone |online )?[\d,]{3,} \w+"
    r"|\beconomists (?:polled|surveyed) by\b|\b(?:advancing|declining) issues outnumbered\b"
    r"|\b(?:new (?:52-week )?highs|new lows)\b|\bvolume on U\.?S\.? exchanges\b"
    r"|\bnonfarm payrolls\b|\b(?:Dow Jones|S&P 500|Nasdaq)\b[^.]{0,60}"
    r"\b(?:rose|fell|gained|lost|added|dropped|climbed|slid)\b",
    re.IGNORECASE,
)
# A text or an institution's statement is the one that says it.
_STATEMENT = pattern(
    r"\b(?:statement|communiqu[eé]|press release|news release|tweet|Twitter post|Facebook post|"
    r"advisory|indictment|affidavit|complaint|lawsuit|court (?:documents?|filings?|papers)|"
    r"criminal complaint|memo|memorandum)\b(?:\s+(?:\w+\s+){0,4}?)(?:said|says|read|reads|added|"
    r"stated|alleges|alleged)\b"
    r"|\b[Aa]ccording to (?:\w+[’'-]?\w*\s+){0,5}?(?:statement|press release|news release|"
    r"indictment|affidavit|complaint|lawsuit|court (?:documents?|filings?|papers)|memo)\b"
    r"|\bsa(?:id|ys) (?:\w+ )?in (?:an?|its|his|her|their|the) (?:\w+[ -]){0,4}?(?:statement|tweet|"
    r"release|communiqu[eé])\b|\b(?:tweeted|wrote on (?:Twitter|Facebook|Telegram))\b",
)
# Code points of a quotation inside one paragraph. In one of a thousand the marks are farther apart,
# and then they are those of two quotations, or no quotation marks.
_LONGEST_QUOTATION = 1000
_SENTENCE_END = pattern(r"[.!?…][\"”’')\]]*\s*\Z")
_HEADING_WORDS = 12  # of any line without it


def discounted(article: Article) -> tuple[Stretch, ...]:
    """The stretches of an article that do not count as its own words, in order of their start.

    Quotations, furniture and statements; they may overlap. Computed once for an article.
    """
    return article.memo(_discounted)


def _discounted(article: Article) -> tuple[Stretch, ...]:
    found = [
        *_quotations(article),
        *_furniture(article),
        *_sidebars(article),
        *_statements(article),
    ]
    return tuple(sorted(found))


def _quotations(article: Article) -> Iterator[Stretch]:
    for one in article.quotations:
        if one.depth == 0 and one.end - one.start <= _LONGEST_QUOTATION:
            yield Stretch(one.start, one.end, "quotation")


def _furniture(article: Article) -> Iterator[Stretch]:
    parts = article.parts
    prose = [part for part in parts if part.kind not in _AROUND]
    for part in parts:
        if part.kind in _AROUND:
            yield Stretch(part.start, part.end, "furniture")
    given = False  # whether what comes is announced by a colon
    for number, part in enumerate(prose):
        text = part.text.strip()
        near_edge = number < _HEAD or number >= len(prose) - _FOOT
        if _is_furniture(text, near_edge):
            yield Stretch(part.start, part.end, "furniture")
            continue
        if len(text) > _LONGEST_ANYWHERE:
            yield from _lines_within(article, part)
        if _is_loose(text):
            yield Stretch(part.start, part.end, "loose")
        if given or _SPEAKER.match(text) or _POST_END.search(text):
            yield Stretch(part.start, part.end, "statement")
            if _POST_END.match(text) and number:  # only the name: the post stands above
                yield Stretch(prose[number - 1].start, prose[number - 1].end, "statement")
        given = text.endswith(":") and _ANNOUNCES.search(text[-200:]) is not None


def _lines_within(article: Article, part: Part) -> Iterator[Stretch]:
    """The site's lines in a paragraph that scraping has put together of several."""
    if not _signs(part.text):
        return
    for start, end in sentence_spans(article.text, part.start, part.end):
        if end - start <= _LONGEST_LINE and _signs(article.text[start:end]):
            yield Stretch(start, end, "furniture")


def _is_furniture(text: str, near_edge: bool) -> bool:
    if len(text) > _LONGEST_SITE:
        if _GALLERY.search(text):
            return True
        return len(text) <= _LONGEST_SIGNED and _signs(text) > 1
    if (signs := _signs(text)) > 1 or (signs and (near_edge or len(text) <= _LONGEST_ANYWHERE)):
        return True
    return bool(_PICTURE_END.search(text[-140:]) or (near_edge and _BIOGRAPHY.search(text)))


def _signs(text: str) -> int:
    """How many different turns of a site's own lines are in it."""
    lower = text.lower()
    return sum(letters in lower and line.search(text) is not None for letters, line in _SITE)


def _is_loose(text: str) -> bool:
    """Whether it is a line of names or a title, and no sentence."""
    if _SENTENCE_END.search(text[-6:]) or text.endswith((":", ",", ";", "-", "–", "—")):
        return False
    words = text.split()
    if len(words) <= _HEADING_WORDS:
        return True
    capital = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capital >= 0.6 * len(words)


def _sidebars(article: Article) -> Iterator[Stretch]:
    if "MORE" not in article.text:
        return
    for part in article.body:
        at = part.start
        for found in _MORE.finditer(article.text, part.start, part.end):
            first = max(at, found.start() - _LONGEST_SIDEBAR)
            glued = _GLUED.search(article.text, first, found.start())
            if glued:
                yield Stretch(glued.start(), found.end(), "furniture")
            at = found.end()


def _statements(article: Article) -> Iterator[Stretch]:
    for sentence in article.sentences:
        if _STATEMENT.search(sentence.text):
            yield Stretch(sentence.start, sentence.end, "statement")
        elif _METHOD.search(sentence.text):
            yield Stretch(sentence.start, sentence.end, "method")
