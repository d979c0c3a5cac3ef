"""The sources of articles, as JSON. The schema stands beside it in sources.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reliacheck import __version__
from reliacheck.article import Article
from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters.json import failure_as_dict
from reliacheck.sources.account import STATES, Story, state_of
from reliacheck.sources.model import Credited, Span, Statement, StorySource

VERSION = 1


def render(stories: Sequence[Story], _style: Style, failures: Sequence[Failure] = ()) -> str:
    """One JSON document with a line end."""
    return json.dumps(as_dict(stories, failures), ensure_ascii=False, indent=2) + "\n"


def as_dict(stories: Sequence[Story], failures: Sequence[Failure] = ()) -> dict[str, Any]:
    """The stories in plain lists and dictionaries, as sources.schema.json describes them.

    Of a single story the lists stand at the top as well.
    """
    told = [_story(story) for story in stories]
    single = {key: told[0][key] for key in ("sentences", "sources")} if len(told) == 1 else {}
    return {
        "version": VERSION,
        "tool": {"name": "reliacheck", "version": __version__},
        **single,
        "articles": told,
        "failures": [failure_as_dict(failure) for failure in failures],
    }


def _story(story: Story) -> dict[str, Any]:
    article = story.article
    states = [state_of(one) for one in story.prose]
    return {
        "path": article.source.path or None,
        "number": article.number + 1,
        "id": article.ref.id,
        "headline": article.headline_text,
        "outlet": article.meta.outlet,
        "language": article.language,
        "status": "not-assessed" if story.reason else "assessed",
        "reason": story.reason or None,
        "sentences": None if story.reason else [_sentence(story, one) for one in story.statements],
        "sources": None if story.reason else [_source(article, one) for one in story.sources],
        "credited": [_credited(article, one) for one in story.credited],
        "summary": None if story.reason else {one: states.count(one) for one in STATES},
    }


def _sentence(story: Story, one: Statement) -> dict[str, Any]:
    article, sentence = story.article, one.sentence
    start, end = _in_file(article, (sentence.start, sentence.end))
    uses = [
        {
            "source": use.source,
            **_mention(article, (use.start, use.end)),
            "kind": story.sources[use.source].kind,
            "cue": None if use.cue is None else _in_file(article, use.cue),
        }
        for use in one.uses
    ]
    first = uses[0] if uses else None
    return {
        "start": start,
        "end": end,
        "part": sentence.part.kind,
        "attributed": round(one.probability, 4),
        "explicit": one.explicit,
        "state": state_of(one),
        "source": first and {key: first[key] for key in ("start", "end", "text", "kind")},
        "cue": first and first["cue"],
        "uses": uses,
    }


def _source(article: Article, one: StorySource) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "statements": one.statements,
        "share": round(one.share, 4),
        "second_hand": one.second_hand,
        "first": _in_file(article, one.first),
        "mentions": [_in_file(article, span) for span in one.mentions],
        "said": [_in_file(article, span) for span in one.said],
    }


def _credited(article: Article, one: Credited) -> dict[str, Any]:
    span = None if one.span is None else _in_file(article, one.span)
    return {"name": one.name, "where": one.where, "span": span}


def _mention(article: Article, span: Span) -> dict[str, Any]:
    place = article.locate(*span)
    return {"start": place.start, "end": place.end, "text": place.text}


def _in_file(article: Article, span: Span) -> list[int]:
    place = article.locate(*span)
    return [place.start, place.end]
