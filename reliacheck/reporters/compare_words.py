"""How the text and the page of a comparison put things into words."""

from __future__ import annotations

from collections.abc import Sequence

from reliacheck.article import Article
from reliacheck.reuse.account import Account, Side
from reliacheck.reuse.alterations import Alteration
from reliacheck.reuse.credit import Credit

RELATIONS = {
    "same-copy": "The same copy",
    "partial-reuse": "Partly the same copy",
    "independent": "Independent texts",
}
_ONE_TEXT = "The very same text"
# Why a passage does not count, for the kinds of those that do not.
REASONS = {
    "quotation": "a quotation, which anybody may print",
    "statement": "an official statement or a post",
    "furniture": "furniture: a caption, a credit, a list, a line of the site",
    "formula": "a turn of phrase",
}
ALTERATIONS = {
    "number": "figure changed",
    "name": "name changed",
    "negation": "negation changed",
    "hedge-dropped": "hedge dropped",
    "attribution-dropped": "attribution dropped",
    "qualifier-dropped": "qualifier dropped",
    "loaded-wording": "loaded wording",
    "quotation-altered": "quotation altered",
}
_PLACES = {
    "byline": "byline",
    "dateline": "dateline",
    "lead": "dateline",
    "credit": "source line",
    "foot": "foot",
    "copyright": "copyright line",
    "metadata": "metadata",
}
_GIVEN = {
    "yes": "{rewrite} credits {wanted}.",
    "generic": "{rewrite} credits agencies without a name; {source} is copy of {wanted}.",
    "no": "{rewrite} does not credit {wanted}.",
}


def verdict(account: Account) -> str:
    """The relation; two names for one text need no weighing."""
    return _ONE_TEXT if account.is_one_text else RELATIONS[account.comparison.relation]


def percent(share: float) -> str:
    """A share as a whole percentage; what is not nothing is not 0 %, nor all 100 % unless it is."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def kind_of(alteration: Alteration) -> str:
    """What the kind of an alteration is called."""
    return ALTERATIONS.get(alteration.kind, alteration.kind.replace("-", " "))


def letter(side: Side) -> str:
    return side.letter.upper()


def about(article: Article) -> str:
    """Who published an article and when."""
    meta = article.meta
    agency = meta.agency if meta.agency != meta.outlet else None
    known = (meta.outlet, agency, _date(meta.published))
    return ", ".join(filter(None, known)) or "outlet and date not known"


def _date(published: str | None) -> str | None:
    """A date as people write it: the seconds and a zone of nought hours gone."""
    if published is None or len(published) < len("2026-01-31T10:00:00"):
        return published
    day, time, zone = published[:10], published[11:16], published[19:]
    if published[10] not in "T " or published[13:17:3] != "::":
        return published
    return f"{day} {time}{' UTC' if zone in ('Z', '+00:00') else zone}"


def credits(side: Side) -> str:  # noqa: A001 - what an article credits
    """The credits of an article, each outlet once."""
    where: dict[str, list[str]] = {}
    for credit in side.credits:
        places = where.setdefault(credit.name, [])
        if (place := _place(credit)) not in places:
            places.append(place)
    return "; ".join(f"{name} ({', '.join(places)})" for name, places in where.items()) or "none"


def _place(credit: Credit) -> str:
    place = _PLACES.get(credit.where, credit.where)
    return f"{place}, contributed" if credit.kind == "contributed" else place


def credited(account: Account) -> str:
    """Whether the rewrite credits whom it should, in a sentence; "" where that is not known or
    nothing of the source is in it."""
    if account.credited is None or not account.counted or account.is_one_text:
        return ""
    return _GIVEN[account.credited].format(
        rewrite=letter(account.rewrite), source=letter(account.source), wanted=account.wanted_credit
    )


def shares(account: Account) -> tuple[tuple[float, str], ...]:
    """The share of the source and of the rewrite, each in words."""
    source, rewrite = letter(account.source), letter(account.rewrite)
    return (
        (account.share_of_source, f"of {source}'s own words stand in {rewrite}"),
        (account.share_of_rewrite, f"of {rewrite}'s own words stand in {source}"),
    )


def summary(account: Account) -> str:
    """How many passages are reuse, in a phrase."""
    if not account.counted:
        return "No passage of it counts as reuse."
    counts = [counted(len(account.counted), "passage")]
    if account.comparison.longest_run:
        counts.append(f"longest run {counted(account.comparison.longest_run, 'word')}")
    return ", ".join(counts) + "."


def altered(account: Account) -> str:
    """How many alterations there are, and what was not looked for."""
    if not account.told:
        return ""
    number = len(all_alterations(account))
    if account.unassessed:
        found = f"; {number} found" if number else ""
        return f"Alterations: {account.unassessed}{found}."
    return f"Alterations: {number or 'none found'}."


def is_style(one: str, other: str) -> bool:
    """Whether two wordings differ only in dots, hyphens, spaces and case ("U.S.", "US")."""
    return bool(one) and _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def all_alterations(account: Account) -> Sequence[Alteration]:
    """Those of all passages, in their order."""
    return [one for told in account.told for one in told.alterations]
