"""The findings a desk has decided to live with: counted by fingerprint, so new ones still show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from reliacheck.errors import ConfigError
from reliacheck.files import write_atomically
from reliacheck.findings import Finding

VERSION = 1
_REMEDY = "delete it and make it anew with --update-baseline"

Counts = Counter[tuple[str, str]]  # (article's name, fingerprint) -> how many are known
Entries = dict[str, dict[str, dict[str, Any]]]  # name -> fingerprint -> rule, count, text
Name = Callable[[str], str]  # an article's path -> its name in the file, the same on any machine


def load(path: Path) -> Counts:
    """The counts kept in a baseline file; ConfigError if it is missing or not a baseline."""
    counts: Counts = Counter()
    for article, findings in _read(path).items():
        for fingerprint, entry in findings.items():
            counts[article, fingerprint] = entry["count"]
    return counts


def _read(path: Path) -> Entries:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such baseline (make it with --update-baseline)") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the baseline: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{path}:{error.lineno}: not a baseline: {error.msg}; {_REMEDY}"
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not a baseline: not UTF-8 text; {_REMEDY}") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ConfigError(
            f'{path}: not a baseline of version {VERSION} (no "version": {VERSION}); {_REMEDY}'
        )
    articles = data.get("articles")
    if not isinstance(articles, dict) or not all(
        isinstance(findings, dict) and all(map(_is_entry, findings.values()))
        for findings in articles.values()
    ):
        raise ConfigError(f"{path}: a malformed baseline; {_REMEDY}")
    return articles


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("rule"), str)
        and isinstance(entry.get("count"), int)
        and entry["count"] >= 1
    )


def known(findings: Iterable[tuple[int, Finding]], counts: Counts, name: Name) -> set[int]:
    """Indexes of the findings that the baseline accounts for, the first ones first.

    Takes what it finds off `counts`, so that several articles can share them.
    """
    hidden = set()
    for index, finding in findings:
        key = name(finding.location.article.path), finding.fingerprint
        if counts[key] > 0:
            counts[key] -= 1
            hidden.add(index)
    return hidden


def save(
    path: Path,
    findings: Iterable[Finding],
    name: Name,
    articles: Iterable[str],
    rules: Iterable[str],
) -> int:
    """Writes a baseline that accounts for these findings; returns how many there are.

    Only what `rules` said of `articles` (paths) is replaced; what it has of others stays. Raises
    ConfigError for a file that is there and is no baseline.
    """
    entries: Entries = _read(path) if path.exists() else {}
    looked_at, ran = set(map(name, articles)), set(rules)
    for article in looked_at & set(entries):
        kept = {key: one for key, one in entries[article].items() if one["rule"] not in ran}
        entries[article] = kept
    total = 0
    for finding in findings:
        entry = entries.setdefault(name(finding.location.article.path), {}).setdefault(
            finding.fingerprint,
            {"rule": finding.rule, "count": 0, "text": finding.location.text[:80]},
        )
        entry["count"] += 1
        total += 1
    data = {"version": VERSION, "articles": {key: one for key, one in entries.items() if one}}
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return total
