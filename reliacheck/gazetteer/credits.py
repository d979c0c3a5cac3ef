"""The outlets in an article: named anywhere, and those it says it comes from."""

from __future__ import annotations

from collections.abc import Container

from reliacheck.article import Article
from reliacheck.checks import Context
from reliacheck.gazetteer import Mention, load_outlets


def outlets_in(
    article: Article, kinds: Container[str] | None = None, context: Context | None = None
) -> list[Mention]:
    """The outlets named in the parts of these kinds (all parts for None), in order.

    The whole text is searched once: a short name takes the outlet last named in full. Without a
    context the desk's own outlets are not known.
    """
    outlets = load_outlets() if context is None else context.outlets
    mentions = article.memo(outlets.mentions_in)
    if kinds is None:
        return mentions
    return [
        mention
        for mention in mentions
        if (part := article.part_at(mention.start)) and part.kind in kinds
    ]


def credited_outlets(article: Article, context: Context) -> frozenset[str]:
    """The names, as the gazetteer has them, of the outlets that an article comes from.

    Read from byline, dateline and source line, from its metadata and address, and from the desk's
    own name.
    """
    outlets = context.outlets
    signs = outlets_in(article, ("byline", "dateline", "credit"), context)
    named = {mention.outlet.name for mention in signs}
    for name in (article.meta.agency, context.outlet(article)):
        if name:  # metadata call an outlet by a section as well: "Coast News (Online)"
            named |= {mention.outlet.name for mention in outlets.find(name)}
            known = outlets.lookup(name)
            named |= {known.name} if known else set()
    host = outlets.by_domain(article.meta.url) if article.meta.url else None
    named |= {host.name} if host else set()
    return frozenset(named)
