"""Where a story relies on other media without naming them: "according to media reports"."""

from collections.abc import Iterator

from reliacheck import Article
from reliacheck.text.attribution import unquoted_lower
from reliacheck.text.patterns import pattern

_WHERE = (
    r"(?:(?:local|state|national|regional|daily|weekly|foreign|conservative|liberal|pan-arab"
    r"|american|british|german|french|israeli|russian|chinese|japanese|turkish|saudi|arab|iranian"
    r"|mexican|european|u\.?s\.?|[a-z]+-language)\s+){0,2}"
)
_ONE = (
    r"(?:newspaper|tabloid|magazine|website|news\s+(?:outlet|organi[sz]ation|website|site|agency|channel)"
    r"|(?:tv|television|radio)\s+(?:station|network|channel))"
)
_MANY = (
    r"(?:media(?:\s+(?:outlets|reports|accounts)|(?!\s+(?:outlet|buyers|organi[sz]ations|briefly)\b))"
    r"|news\s+(?:outlets|organi[sz]ations|reports|agencies)|press\s+reports|newspapers)"
)
_SAY = r"(?:(?:have|had|also|are|were)\s+)?(?:reported|reporting|report|said|say|quoted|identified)"
_RELIES = pattern(
    rf"\b(?:told\s+(?:an?|one|another)\s+{_WHERE}{_ONE}"
    rf"|(?:reported\s+by|according\s+to)\s+(?:(?:an?|one|another)\s+{_WHERE}{_ONE}"
    rf"|(?:(?:several|multiple|some|other|various)\s+)?{_WHERE}{_MANY})"
    rf"|(?:local|state|several|multiple|various|u\.?s\.?|german|british|israeli|russian|chinese"
    rf"|turkish|french|iranian)\s+(?:state\s+)?{_MANY}\s+{_SAY}"
    r"|(?:media|press|news)\s+reports\s+(?:(?:have|had|also)\s+)?"
    r"(?:said|say|suggest(?:ed)?|quoted|identified|indicated?))\b"
)
_STEMS = ("media", "newspaper", "news ", "magazine", "tabloid", "website", "station", "press repor")
# The name follows: "a newspaper, the Sunholm Post", "local newspaper Sunholm Post".
_NAMED = pattern(r",?\s+(?:the\s+)?[A-Z]\w|\s+(?:such\s+as|like|including|that|which|called)\b")


def unnamed_media(article: Article) -> Iterator[tuple[int, int]]:
    """The places, in order, where a story relies on media that it does not name."""
    lower = unquoted_lower(article)
    for part in article.parts_of("standfirst", "body"):
        if not any(stem in part.text for stem in _STEMS):
            continue
        for found in _RELIES.finditer(lower, part.start, part.end):
            if not _NAMED.match(article.text, found.end()):
                yield found.span()
