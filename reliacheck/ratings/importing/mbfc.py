"""Media Bias/Fact Check as JSON: credibility, factual reporting, bias."""

from __future__ import annotations

from reliacheck.ratings.importing.documents import JSON, Document, Row
from reliacheck.ratings.importing.rows import Read, each, rating
from reliacheck.ratings.model import Rating

LICENCE = ""
LINK = "https://mediabiasfactcheck.com/"
# The exports in use call one thing differently; the first that is there counts.
_DOMAIN = ("domain", "source url", "source_url", "url", "website")
_CREDIBILITY = (
    "mbfc cred",
    "credibility",
    "credibility rating",
    "credibility_rating",
    "mbfc_credibility_rating",
)
_FACTUAL = ("mbfc fact", "factual reporting", "factual_reporting", "factual", "factuality")
_BIAS = ("mbfc bias", "bias", "bias rating", "bias_rating")
_LINK = ("media bias/fact check", "mbfc url", "mbfc_url", "profile", "bias_website")
_NAME = ("name", "source", "source name")
_CREDIBLE = {"h": "reliable", "m": "mixed", "l": "unreliable"}  # by the first letter
_FACTUAL_VERDICTS = (  # by how the words begin
    ("very high", "reliable"),
    ("high", "reliable"),
    ("mostly", "reliable"),
    ("mixed", "mixed"),
    ("low", "unreliable"),
    ("very low", "unreliable"),
)


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    return (
        document.form == JSON
        and any(name in document.columns for name in _DOMAIN)
        and any(name in document.columns for name in (*_CREDIBILITY, *_FACTUAL))
    )


def read(document: Document) -> Read:
    """Its ratings: satire is told by the bias; else credibility decides, or factual reporting."""
    columns = tuple(_first(document, names) for names in (_DOMAIN, _NAME, _LINK))
    return each(document, columns[0], lambda row: _rating(row, *columns))


def _first(document: Document, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in document.columns), names[0])


def _rating(row: Row, domain: str, name: str, link: str) -> Rating:
    credibility, factual, bias = (_cell(row, names) for names in (_CREDIBILITY, _FACTUAL, _BIAS))
    said = (("credibility", credibility), ("factual", factual), ("bias", bias))
    value = ", ".join(f"{what} {word}" for what, word in said if word)
    page = row.cell(link)
    page = page if page.startswith("https://mediabiasfactcheck.com/") else ""
    return rating(row, domain, _verdict(credibility, factual, bias), value, name=name, link=page)


def _cell(row: Row, names: tuple[str, ...]) -> str:
    return next((row.cell(name) for name in names if row.cell(name)), "")


def _verdict(credibility: str, factual: str, bias: str) -> str:
    if bias.casefold().startswith("satir"):
        return "satire"
    if verdict := _CREDIBLE.get(credibility[:1].casefold()):
        return verdict
    plain = factual.casefold().replace("-", " ")
    for words, verdict in _FACTUAL_VERDICTS:
        if plain.startswith(words):
            return verdict
    raise ValueError("neither credibility nor factual reporting is told")
