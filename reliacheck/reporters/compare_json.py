"""Two articles compared, as JSON. The schema stands beside it in compare.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reliacheck import __version__
from reliacheck.article import Article
from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters.json import failure_as_dict
from reliacheck.reuse.account import Account, Side, Told
from reliacheck.reuse.alterations import Alteration, severity_of
from reliacheck.reuse.credit import Credit

VERSION = 1

_Span = tuple[int, int]


def render(account: Account, _style: Style, failures: Sequence[Failure] = ()) -> str:
    """One JSON document with a line end."""
    return json.dumps(as_dict(account, failures), ensure_ascii=False, indent=2) + "\n"


def as_dict(account: Account, failures: Sequence[Failure] = ()) -> dict[str, Any]:
    """The comparison in plain lists and dictionaries, as compare.schema.json describes them.

    "a" and "b" are what the user named so, whichever is the source.
    """
    comparison = account.comparison
    shares = {
        account.source.letter: account.share_of_source,
        account.rewrite.letter: account.share_of_rewrite,
    }
    return {
        "version": VERSION,
        "tool": {"name": "reliacheck", "version": __version__},
        "articles": {side.letter: _article(side) for side in account.sides},
        "first": account.first,
        "source": account.source.letter,
        "relation": comparison.relation,
        "score": round(comparison.score, 4),
        "share_of_a": round(shares["a"], 4),
        "share_of_b": round(shares["b"], 4),
        "longest_run_words": comparison.longest_run,
        "passages": [_passage(told, account) for told in account.told],
        "alterations_not_assessed": account.unassessed or None,
        "credit": {
            **{side.letter: _credit(side) for side in account.sides},
            "wanted": account.wanted_credit,
            "given": account.credited,
        },
        "failures": [failure_as_dict(failure) for failure in failures],
    }


def _article(side: Side) -> dict[str, Any]:
    article = side.article
    return {
        "path": article.source.path or None,
        "number": article.number + 1,
        "id": article.ref.id,
        "headline": article.headline_text,
        "outlet": article.meta.outlet,
        "agency": article.meta.agency,
        "published": article.meta.published,
        "url": article.meta.url,
        "language": article.language,
        "words": len(article.words),
    }


def _passage(told: Told, account: Account) -> dict[str, Any]:
    passage = told.shared.passage
    words = {account.source.letter: passage.words_a, account.rewrite.letter: passage.words_b}
    return {
        **_spans(account, passage.a, passage.b, "{}"),
        "similarity": round(passage.similarity, 4),
        "quoted": told.shared.quoted,
        "kind": told.shared.kind,
        "words_a": words["a"],
        "words_b": words["b"],
        "equal_words": passage.equal_words,
        "longest_run_words": passage.longest_run,
        "alterations": [_alteration(one, account) for one in told.alterations],
    }


def _alteration(one: Alteration, account: Account) -> dict[str, Any]:
    texts = {account.source.letter: one.a_text, account.rewrite.letter: one.b_text}
    return {
        "kind": one.kind,
        "a": texts["a"],
        "b": texts["b"],
        **_spans(account, one.a, one.b, "{}_span"),
        "score": round(one.score, 4),
        "severity": str(severity_of(one)),
        "note": one.note or None,
    }


def _spans(account: Account, in_source: _Span, in_rewrite: _Span, key: str) -> dict[str, list[int]]:
    """Two spans of the articles' texts as spans of their files, under the letters of the two."""
    spans = {
        account.source.letter: _in_file(account.source.article, in_source),
        account.rewrite.letter: _in_file(account.rewrite.article, in_rewrite),
    }
    return {key.format(letter): spans[letter] for letter in ("a", "b")}


def _in_file(article: Article, span: _Span) -> list[int]:
    place = article.locate(*span)
    return [place.start, place.end]


def _credit(side: Side) -> dict[str, Any]:
    return {
        "origin": side.origin.name if side.origin else None,
        "credits": [_one_credit(one, side.article) for one in side.credits],
    }


def _one_credit(credit: Credit, article: Article) -> dict[str, Any]:
    span = None if credit.span is None else _in_file(article, credit.span)
    return {"name": credit.name, "where": credit.where, "kind": credit.kind, "span": span}
