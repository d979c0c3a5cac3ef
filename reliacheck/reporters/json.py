"""The report as JSON, for programs. Its schema stands beside it in report.schema.json."""

from __future__ import annotations

import json
from typing import Any

from reliacheck import __version__
from reliacheck.findings import ArticleRef, Finding, Fix, Location, Related, Severity
from reliacheck.plugins import Failure, Plugin
from reliacheck.report import ArticleReport, Judged, Report
from reliacheck.reporters import Style

VERSION = 1


def render(report: Report, _style: Style) -> str:
    """One JSON document with a line end."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report in plain lists and dictionaries, as report.schema.json describes them."""
    states, statuses = report.count_states(), report.count_statuses()
    severities = report.count_severities()
    return {
        "version": VERSION,
        "tool": {"name": "reliacheck", "version": __version__},
        "plugins": [_plugin(plugin) for plugin in report.plugins],
        "articles": [_article(article) for article in report.articles],
        "failures": [failure_as_dict(failure) for failure in report.failures],
        "unreadable": [str(error) for error in report.unreadable],
        "suppressions": [notice._asdict() for notice in report.notices],
        "notes": list(report.notes),
        "summary": {
            "articles": len(report.articles),
            "findings": {
                str(severity): severities[severity] for severity in sorted(Severity, reverse=True)
            },
            "suppressed": states["suppressed"],
            "baselined": states["baselined"],
            "below_threshold": states["below-threshold"],
            "not_assessed": statuses["not-assessed"],
            "failed": statuses["failed"],
        },
        "exit_code": int(report.exit_code),
    }


def _plugin(plugin: Plugin) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "dist": plugin.dist or None,
        "version": plugin.version or None,
        "rules": list(plugin.rules),
    }


def _article(report: ArticleReport) -> dict[str, Any]:
    article = report.article
    return {
        "path": article.source.path,
        "id": article.ref.id,
        "headline": article.headline_text,
        "language": article.language,
        "outlet": article.meta.outlet,
        "checks": [
            {
                "rule": check.rule,
                "status": check.status,
                "reason": check.reason or None,
                "seconds": round(check.seconds, 6),
            }
            for check in report.checks
        ],
        "findings": [_finding(judged) for judged in report.findings],
    }


def _finding(judged: Judged) -> dict[str, Any]:
    finding: Finding = judged.finding
    return {
        "rule": finding.rule,
        "message": finding.message,
        "score": round(finding.score, 4),
        "severity": str(finding.severity),
        "state": judged.state,
        "fingerprint": finding.fingerprint,
        "location": _location(finding.location),
        "related": [_related(one, finding.location.article) for one in finding.related],
        "evidence": dict(finding.evidence),
        "help": finding.help or None,
        "fix": _fix(finding.fix),
    }


def _location(place: Location) -> dict[str, Any]:
    return {
        "part": place.part,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": place.text,
    }


def _related(related: Related, here: ArticleRef) -> dict[str, Any]:
    place = related.location
    return {
        "label": related.label,
        "article": None if place.article == here else _article_ref(place.article),
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "text": place.text,
    }


def _article_ref(ref: ArticleRef) -> dict[str, Any]:
    return {
        "id": ref.id,
        "path": ref.path or None,
        "outlet": ref.outlet,
        "headline": ref.headline,
        "published": ref.published,
        "url": ref.url,
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "description": fix.description,
        "safe": fix.safe,
        "edits": [edit._asdict() for edit in fix.edits],
    }


def failure_as_dict(failure: Failure) -> dict[str, Any]:
    """What a plugin did not do, as all reports tell it."""
    return {
        "plugin": failure.plugin,
        "dist": failure.dist or None,
        "version": failure.version or None,
        "rule": failure.rule or None,
        "article": failure.article or None,
        "problem": failure.problem,
        "traceback": failure.traceback or None,
    }
