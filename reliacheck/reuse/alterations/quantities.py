"""Figures, amounts, dates and times in running copy, each with what it says.

"14", "fourteen", "1,000" and "one thousand", "5%" and "five per cent", "3 p.m." and "15:00" say
the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reliacheck.reuse.alterations.tokens import Token

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_TENFOLD = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_ORDINAL = {word: value for value, word in enumerate(_ORDINALS.split(), start=1)} | {
    "thirtieth": 30,
    "hundredth": 100,
}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_VAGUE = {
    "dozens": (20, 200),
    "scores": (20, 200),
    "hundreds": (100, 2_000),
    "thousands": (1_000, 100_000),
    "millions": (1e6, 1e9),
    "billions": (1e9, 1e12),
    "trillions": (1e12, 1e15),
}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25}
_TIMES: dict[str, float] = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "triple": 3,
    "quadruple": 4,
}
_TIMES |= {"doubled": 2, "tripled": 3, "quadrupled": 4, "doubling": 2, "tripling": 3, "halved": 0.5}
_TIMES |= {"doubles": 2, "triples": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "tenfold": 10}
_MONTHS = """january february march april may june july august september october november
december"""
_MONTH = {word: value for value, word in enumerate(_MONTHS.split(), start=1)}
_MONTH |= {word[:3]: value for word, value in _MONTH.items()} | {"sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAY = {word: value for value, word in enumerate(_WEEKDAYS.split(), start=1)}
_WEEKDAY |= {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5}
# Unit -> what it measures and how many of the smallest; words that end in "s" are found, too.
_MEASURES = {
    "length": "millimeter:.001 millimetre:.001 centimeter:.01 centimetre:.01 cm:.01 inch:.0254"
    " inche:.0254 foot:.3048 feet:.3048 ft:.3048 yard:.9144 meter:1 metre:1 kilometer:1000"
    " kilometre:1000 km:1000 mile:1609.3 mi:1609.3",
    "weight": "gram:.001 ounce:.0283 pound:.4536 lb:.4536 kilogram:1 kilo:1 kg:1 ton:1000"
    " tonne:1000",
    "area": "acre:4047 hectare:10000",
    "volume": "liter:1 litre:1 gallon:3.785 barrel:159 pint:.5",
    "time": "second:1 minute:60 hour:3600 day:86400 night:86400 week:604800 fortnight:1209600"
    " month:2629800 year:31557600 decade:315576000 century:3155760000 centurie:3155760000",
    "money": "dollar:1 euro:1 pound:1 yen:1 ruble:1 rouble:1 rupee:1 franc:1 peso:1 yuan:1"
    " cent:.01",
}  # fmt: skip
_CLOSE = 0.07  # two figures in different units say the same if they differ by less
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)$")
_YEARS = range(1000, 2200)


class Quantity(NamedTuple):
    """A figure and what it says."""

    start: int  # tokens
    end: int
    kind: str  # "number", "date", "time", "weekday", "vague", "times"
    value: float  # of a date 0
    unit: str = ""  # "percent", "points", a currency, or a unit of measure
    date: tuple[int, int, int] = (0, 0, 0)  # year, month, day; 0 where it is not said
    words: bool = False  # a lone "one" or ordinal, which is often no figure


def find_quantities(text: str, tokens: Sequence[Token]) -> list[Quantity]:
    """All quantities among the tokens of a text, in order."""
    return list(_found(text, tokens))


def _found(text: str, tokens: Sequence[Token]) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        quantity = _read(text, tokens, at)
        if quantity is None:
            at += 1
        else:
            yield quantity
            at = quantity.end


def _read(text: str, tokens: Sequence[Token], at: int) -> Quantity | None:
    token = tokens[at]
    low = token.low
    if not token.figure and low not in _starts():
        return None
    return (
        _date(text, tokens, at)
        or _time(tokens, at)
        or _weekday(tokens, at)
        or _other(tokens, at)
        or _number(text, tokens, at)
    )


@cache
def _starts() -> frozenset[str]:
    tables = (_SMALL, _TENFOLD, _ORDINAL, _MAGNITUDES, _VAGUE, _FRACTIONS, _TIMES, _MONTH, _WEEKDAY)
    return frozenset([word for table in tables for word in table]) | {"a", "an", "noon", "midnight"}


# Dates and times


def _date(text: str, tokens: Sequence[Token], at: int) -> Quantity | None:
    """ "Jan. 3, 2020", "3rd of January", "March 2019", "2019", "the 1990s"."""
    month = _month(tokens, at)
    if month:
        day = _day(tokens, at + 1)
        end = at + 1 + day[1]
        year = _year(text, tokens, end)
        if not day[0] and not year and tokens[at].low in ("may", "march", "mar", "sun", "sat"):
            before = tokens[at - 1].low if at else ""
            if before not in ("in", "last", "of", "since", "until", "by", "next", "this", "early",
                              "late", "mid"):  # fmt: skip
                return None
        return Quantity(at, end + bool(year), "date", 0, "", (year, month, day[0]))
    day = _day(tokens, at)
    if day[0]:
        end = at + day[1]
        if end < len(tokens) and tokens[end].low == "of":
            end += 1
        if end < len(tokens) and (month := _month(tokens, end)) and tokens[at].figure:
            year = _year(text, tokens, end + 1)
            return Quantity(at, end + 1 + bool(year), "date", 0, "", (year, month, day[0]))
    year = _year(text, tokens, at)
    if year and not _counts(tokens, at):
        decade = at + 1 < len(tokens) and tokens[at + 1].low == "s"
        return Quantity(at, at + 1 + decade, "date", 0, "decade" if decade else "", (year, 0, 0))
    return None


def _month(tokens: Sequence[Token], at: int) -> int:
    if at < len(tokens) and tokens[at].capital:
        return _MONTH.get(tokens[at].low, 0)
    return 0


def _day(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The day of the month, and how many tokens say it."""
    if at < len(tokens) and tokens[at].text.isdecimal() and 1 <= int(tokens[at].text) <= 31:
        ending = at + 1 < len(tokens) and tokens[at + 1].low in ("st", "nd", "rd", "th")
        return int(tokens[at].text), 1 + ending
    return 0, 0


def _year(text: str, tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens):
        return 0
    token = tokens[at]
    if len(token.text) != 4 or not token.text.isdecimal() or text[token.start - 1] in "$£€":
        return 0
    return int(token.text) if int(token.text) in _YEARS else 0


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure that may be a year has something that it counts behind it."""
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].islower():
        return False
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1]
    plural = after.low.endswith("s") and not after.stop and len(after.low) > 3
    return plural and before not in ("in", "since", "of", "the", "until", "by", "from", "to")


def _time(tokens: Sequence[Token], at: int) -> Quantity | None:
    low = tokens[at].low
    if low in ("noon", "midnight"):
        return Quantity(at, at + 1, "time", 12.0 * (low == "noon"))
    clock = _CLOCK.match(low)
    half = _half_of_day(tokens, at + 1)
    if clock and (":" in low or half):
        hours, minutes = int(clock[1]), int(clock[2])
    elif half and tokens[at].text.isdecimal() and int(low) <= 12:
        hours, minutes = int(low), 0
    else:
        return None
    if half:
        hours = hours % 12 + 12 * (half[0] == "p")
    return Quantity(at, at + 1 + bool(half), "time", hours + minutes / 60, "half" if half else "")


def _half_of_day(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) and tokens[at].low in ("am", "pm") else ""


def _weekday(tokens: Sequence[Token], at: int) -> Quantity | None:
    value = _WEEKDAY.get(tokens[at].low) if tokens[at].capital else None
    return Quantity(at, at + 1, "weekday", value) if value else None


# Numbers


def _other(tokens: Sequence[Token], at: int) -> Quantity | None:
    low = tokens[at].low
    if low in _VAGUE:
        end = at + 1
        if end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].low in _VAGUE:
            return Quantity(at, end + 2, "vague", _VAGUE[low][0] * _VAGUE[tokens[end + 1].low][0])
        return Quantity(at, end, "vague", _VAGUE[low][0])
    if low in _TIMES:
        return Quantity(at, at + 1, "times", float(_TIMES[low]))
    return None


def _number(text: str, tokens: Sequence[Token], at: int) -> Quantity | None:
    token = tokens[at]
    end, value, words = at + 1, 0.0, False
    if token.figure:
        try:
            value = float(token.low.replace(",", ""))
        except ValueError:
            return None  # a date in figures, a score, a version
    elif token.low in ("a", "an"):
        if end >= len(tokens) or tokens[end].low not in _MAGNITUDES | {"third": 0, "quarter": 0}:
            return None
        value = 1.0
        if tokens[end].low in _FRACTIONS:
            return Quantity(at, end + 1, "number", _FRACTIONS[tokens[end].low])
    elif token.low in _SMALL:
        value, words = float(_SMALL[token.low]), token.low == "one"
    elif token.low in _TENFOLD:
        value = float(_TENFOLD[token.low])
        if end < len(tokens) and 0 < _SMALL.get(tokens[end].low, 0) < 10:
            value, end = value + _SMALL[tokens[end].low], end + 1
        elif end < len(tokens) and 0 < _ORDINAL.get(tokens[end].low, 0) < 10:
            value, end = value + _ORDINAL[tokens[end].low], end + 1
    elif token.low in _ORDINAL:
        value, words = float(_ORDINAL[token.low]), True
    elif token.low == "half":
        return Quantity(at, end, "number", 0.5)
    else:
        return None
    value, end = _multiplied(text, tokens, value, end)
    if end < len(tokens) and tokens[end].low in ("st", "nd", "rd", "th"):
        end, words = end + 1, True
    if end < len(tokens) and tokens[end].low in _FRACTIONS and value < 10 and not words:
        plural = tokens[end].low.endswith("s")
        if plural or value == 1:
            return Quantity(at, end + 1, "number", value * _FRACTIONS[tokens[end].low])
    unit, end = _unit(text, tokens, at, end)
    return Quantity(at, end, "number", value, unit, words=words and not unit)


def _multiplied(text: str, tokens: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """ "2.5 million", "one hundred and twenty", "$5bn"."""
    while end < len(tokens):
        low, before = tokens[end].low, tokens[end - 1]
        touching = before.end == tokens[end].start
        if low in _MAGNITUDES:
            value, end = value * _MAGNITUDES[low], end + 1
        elif low in _SHORT and touching and before.figure:
            return value * _SHORT[low], end + 1
        elif low == "and" and before.low in _MAGNITUDES and value % 1000 in (0, 100):
            more = _below_hundred(tokens, end + 1)
            if not more[1] or text[before.end : tokens[end].start] != " ":
                break
            value, end = value + more[0], end + 1 + more[1]
        elif before.low in ("hundred", "thousand") and (more := _below_hundred(tokens, end))[1]:
            if tokens[end].figure:
                break
            value, end = value + more[0], end + more[1]
        else:
            break
    return value, end


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    low = tokens[at].low if at < len(tokens) else ""
    if low in _TENFOLD:
        after = _SMALL.get(tokens[at + 1].low, 0) if at + 1 < len(tokens) else 0
        return (_TENFOLD[low] + after, 2) if 0 < after < 10 else (_TENFOLD[low], 1)
    return (_SMALL[low], 1) if low in _SMALL else (0, 0)


def _unit(text: str, tokens: Sequence[Token], at: int, end: int) -> tuple[str, int]:
    """What is measured, and the token behind it. A unit of measure is left to the other words."""
    symbol = text[tokens[at].start - 1] if tokens[at].start else ""
    if symbol in "$£€¥":
        return symbol, end
    if text[tokens[end - 1].end : tokens[end - 1].end + 1] == "%":
        return "percent", end
    if end < len(tokens):
        low = tokens[end].low
        per_cent = low == "per" and end + 1 < len(tokens) and tokens[end + 1].low == "cent"
        if low in ("percent", "percentage", "pct") or per_cent:
            end += 1 + per_cent
            if end < len(tokens) and tokens[end].low in ("point", "points"):
                return "points", end + 1
            return "percent", end
        if low in _CURRENCIES:
            return _CURRENCIES[low], end + 1
        if low in _measures() or low.removesuffix("s") in _measures():
            return low if low in _measures() else low.removesuffix("s"), end + 1
    return "", end


_CURRENCIES = {"dollars": "$", "dollar": "$", "euros": "€", "euro": "€", "sterling": "£"}


@cache
def _measures() -> dict[str, tuple[str, float]]:
    return {
        name: (kind, float(factor))
        for kind, units in _MEASURES.items()
        for name, _, factor in (unit.partition(":") for unit in units.split())
    }


# Comparing


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may say the same: what only one of them says does not count."""
    if a.kind == "date" or b.kind == "date":
        return _same_date(a, b)
    kinds = {a.kind, b.kind}
    if kinds == {"number", "vague"}:
        vague, number = (a, b) if a.kind == "vague" else (b, a)
        return any(
            low <= number.value <= high for low, high in _VAGUE.values() if low == vague.value
        )
    if kinds == {"number", "times"}:
        return a.value == b.value or 100 * a.value in (b.value, b.value - 100)
    if a.kind != b.kind:
        return False
    if a.kind == "time":
        return a.value == b.value or (a.unit != b.unit and a.value % 12 == b.value % 12)
    return _same_number(a, b)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether one may stand for the other."""
    if a.kind == b.kind:
        return True
    numeric = {"number", "vague", "times"}
    return a.kind in numeric and b.kind in numeric


def _same_date(a: Quantity, b: Quantity) -> bool:
    if a.kind != b.kind:
        return {a.kind, b.kind} == {"date", "weekday"}
    if a.unit != b.unit:
        return False
    return all(
        one == other or not (one and other) for one, other in zip(a.date, b.date, strict=True)
    )


def _same_number(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit:
        return abs(a.value - b.value) <= 1e-9 * max(abs(a.value), 1)
    in_a, in_b = _measures().get(a.unit), _measures().get(b.unit)
    if in_a and in_b and in_a[0] == in_b[0] != "money":
        one, other = a.value * in_a[1], b.value * in_b[1]
        return abs(one - other) <= _CLOSE * max(one, other)
    percentages = {"percent", ""} == {a.unit, b.unit} and a.value != b.value
    if {a.unit, b.unit} == {"percent", ""} and not percentages:
        return True  # 12 of "10 to 12 percent"
    if not a.unit or not b.unit:
        fraction = {a.unit, b.unit} == {"percent", ""} and _is_fraction(a, b)
        return a.value == b.value or fraction
    return {a.unit, b.unit} == {"£", "pound"} and a.value == b.value


def _is_fraction(a: Quantity, b: Quantity) -> bool:
    percent, other = (a, b) if a.unit == "percent" else (b, a)
    return abs(percent.value / 100 - other.value) < 0.01 and other.value < 1


def starts_number(token: Token) -> bool:
    """Whether a figure may begin with a token."""
    return (
        token.figure
        or token.low in _SMALL
        or token.low in _TENFOLD
        or (token.low in _MAGNITUDES or token.low in _VAGUE or token.low in _FRACTIONS)
    )
