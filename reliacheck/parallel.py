"""Checking many articles in several processes; the result is the same as in one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date

from reliacheck.article import Article
from reliacheck.config import Config
from reliacheck.engine import Outcome, check_article
from reliacheck.errors import RunFailed
from reliacheck.session import Session, open_session, with_archive

_BATCH = 16  # articles sent to a process at once

_session: Session | None = None  # of this worker process


def check_in_processes(session: Session, articles: Sequence[Article], jobs: int) -> list[Outcome]:
    """The outcome of each article in order. Raises RunFailed if a process dies."""
    try:
        with ProcessPoolExecutor(
            jobs, initializer=_start, initargs=(session.config, session.context.today)
        ) as pool:
            return list(pool.map(_check, articles, chunksize=_BATCH))
    except BrokenProcessPool:
        raise RunFailed(
            "a checking process died (out of memory, or a plugin that ends its process);"
            " run with --jobs 1 to see where"
        ) from None


def _start(config: Config, today: date) -> None:
    global _session
    sys.stdout = sys.stderr  # what a plugin prints is no part of the report
    _session = with_archive(open_session(config, today))


def _check(article: Article) -> Outcome:
    assert _session is not None
    return check_article(article, _session.rules_for(article.source.path), _session.context)
