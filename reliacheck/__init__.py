"""reliacheck: a pre-publish checker for news copy.

The names below are the public interface; a plugin needs nothing else, but for the text tools in
`reliacheck.text` and the outlets in `reliacheck.gazetteer`.
"""

from reliacheck.article import Article, Link, Metadata, Part, PartKind, Sentence
from reliacheck.checks import Check, Context, Desk, EditionCheck, NotAssessed
from reliacheck.errors import InputError
from reliacheck.findings import ArticleRef, Edit, Finding, Fix, Location, Related, Severity
from reliacheck.hookspecs import hookimpl
from reliacheck.reporters import Reporter
from reliacheck.source import Source

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleRef",
    "Check",
    "Context",
    "Desk",
    "Edit",
    "EditionCheck",
    "Finding",
    "Fix",
    "InputError",
    "Link",
    "Location",
    "Metadata",
    "NotAssessed",
    "Part",
    "PartKind",
    "Related",
    "Reporter",
    "Sentence",
    "Severity",
    "Source",
    "__version__",
    "hookimpl",
]
