"""Credits at the foot of a story: source lines, thanks, signatures, reprint notes, copyright."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from reliacheck.gazetteer import Gazetteer
from reliacheck.reuse.credit_names import (
    AGENCIES,
    Named,
    distinct,
    names_among,
    names_only,
    names_printed,
    names_shared,
    without_pictures,
)
from reliacheck.text.patterns import pattern

Kind = Literal["copy", "contributed", "generic"]
FootWhere = Literal["credit", "foot", "copyright"]

_TAIL = 500  # characters at a paragraph's end that are looked at
_LONGEST_LINE = 120  # of a source line
_LONGEST_SIGNATURE = 60
_BEFORE_PICTURE = 40  # characters before a credit that may say it is a picture's
_BEFORE_AGENCY = 12  # characters before its name: "for the "
_LONGEST_ODD_LINE = 60
_LONGEST_THANKS = 300  # before "contributed to this report"
_STORY = (
    r"(?:report|story|article|post|dispatch|coverage|piece|column|feature|interview|essay|analysis"
    r"|op-ed|commentary|content|item|news)"
)
_UP_TO_STOP = r"(?P<who>[^.\n]{2,250}(?:\.[^\s.][^.\n]{0,60}|\b[A-Z]\.[^.\n]{1,120}){0,4})"
_I, _S = re.IGNORECASE, re.DOTALL


class FootCredit(NamedTuple):
    """An outlet credited at the foot, and how."""

    named: Named
    where: FootWhere
    kind: Kind


_Resolve = Callable[[str, int, int, Gazetteer], list[Named]]


class _Form(NamedTuple):
    """One way to give credit."""

    cues: tuple[str, ...]  # in small letters; a paragraph without any of them is not searched
    pattern: re.Pattern[str]  # with a group "who"
    kind: Kind
    resolve: _Resolve
    where: FootWhere = "foot"
    longest: int = 1_000_000  # characters of a paragraph in which it may stand


# At the beginning of a paragraph or sentence, perhaps in brackets.
_OPENING = r"(?:(?<![^\n])|(?<=[.!?)\]\"']\s)|(?<=[(\[-])|(?<=-\s))\s*[(\[*-]*\s*"
_FORMS = (
    _Form(
        ("contribut", "added "),
        pattern(
            r"\b(?P<before>contribut(?:ed|ing)|added)\s+(?:\w+\s+){0,3}?"
            rf"to\s+(?:this|the)\s+(?:[\w-]+\s+){{0,2}}?{_STORY}\b"
        ),
        "contributed",
        names_among,
    ),
    _Form(
        (" as well as ", " along with "),
        pattern(
            rf"\bto\s+this\s+(?:\w+\s+)?{_STORY},?\s+(?:as\s+well\s+as|along\s+with)\s+"
            + _UP_TO_STOP
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("contribut",),
        pattern(
            r"(?<![^\n])[\s(*_-]*(?:(?P<who>[^\n]{2,120}?)\s+(?:also\s+)?contributed(?:\s+reporting)?\W*\Z)"
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("contributing:",),
        pattern(
            r"contributing:\s*(?P<list>(?P<who>[^\n]{2,400}?))(?:\.\s+(?:Follow|Contact|Read|More)|\Z)",
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        (
            "inputs from",
            "input from",
            "files from",
            "file from",
            "reporting from",
            "reporting by",
            "material from",
            "contributions from",
            "contributions by",
            "information from",
            "reports from",
            "content from",
        ),
        pattern(
            _OPENING
            + r"(?:with\s+)?(?:(?:additional|agency|some|further|background)\s+)?(?:inputs?"
            r"|reporting|files?|material|contributions?|information|reports?|content)\s+(?:also\s+)?"
            r"(?:from|by|of)\s+" + _UP_TO_STOP,
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("with ",),
        pattern(
            _OPENING + r"with\s+(?P<who>(?:news\s+)?agenc(?:y|ies)(?:\s+(?:inputs?|reports?))?"
            r"|wires?(?:\s+reports?)?|[\w ]{2,30}(?=\s+inputs?\b)|[A-Z][\w ,/&]{1,60}(?=\W*\Z))",
            _I,
        ),
        "contributed",
        names_only,
        longest=_LONGEST_LINE,
    ),
    _Form(
        ("reporting by", "reporting from"),
        pattern(
            r"\b(?:(?:with|additional|further|original|based\s+on|includes?)\s+)+(?:\w+\s+)?"
            r"reporting\s+(?:by|from)\s+" + _UP_TO_STOP,
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("material from", "information from", "reporting from", "reports from", "content from"),
        pattern(
            rf"\b(?:{_STORY}\s+(?:\w+\s+){{0,2}}?(?:contains?|includes?|uses?|used|incorporates)\s+"
            r"(?:\w+\s+)?(?:material|information|reporting|reports|content)\s+from\s+"
            + _UP_TO_STOP
            + r"|(?:material|information|reports)\s+from\s+(?P<also>[^\n]{2,200}?)"
            r"\s+(?:was|were|is)\s+(?:also\s+)?used)",
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("information from:",),
        pattern(
            r"(?<![^\n])[\s(*_-]*information\s+from:\s*(?P<who>[^\n]{2,120}?)(?:,?\s+https?:|\Z)",
            _I,
        ),
        "contributed",
        names_printed,
    ),
    _Form(
        ("compiled from", "from wire", "from staff", "staff and wire", "wire reports"),
        pattern(
            _OPENING + r"(?:compiled\s+)?from\s+(?P<who>[\w,/& ]{2,80}?)"
            r"(?:\s+(?:reports?|services?|dispatches|sources))?\W*\Z",
            _I,
        ),
        "contributed",
        names_only,
    ),
    # Reprints
    _Form(
        (
            "publish",
            "appeared",
            "produced",
            "provided",
            "distributed",
            "posted",
            "ed by ",
            "en by ",
        ),
        pattern(
            rf"\b(?:this|(?:a\s+version\s+of\s+this|this|our)\s+(?:[\w-]+\s+){{0,2}}?{_STORY})\s+"
            r"(?:(?:was|is|has|have|had|been|also|first|originally|initially|previously)\s+)*"
            r"(?:(?:re-?)?published|appeared|produced|provided|ran|distributed|posted)\s+"
            r"(?:(?:here|originally|first|with\s+permission|under\s+license|courtesy)\s+)*"
            r"(?:(?:on|in|by|at|with|from|via|for)\s+){1,2}(?!partnership|collaboration)"
            r"(?P<who>[^.,:;\n(]{2,80}"
            r"(?:\.(?:com|org|net|co|tv|uk)\b)?)",
            _I,
        ),
        "copy",
        names_printed,
    ),
    _Form(
        ("reported by", "written by"),
        pattern(
            rf"\bthis\s+(?:\w+\s+)?{_STORY}\s+was\s+(?:reported|written)\s+by\s+"
            r"(?P<who>[^.,:;\n(]{2,80})",
            _I,
        ),
        "copy",
        names_among,
    ),
    _Form(
        ("partnership with", "collaboration with", "collaboration between"),
        pattern(
            rf"\bthis\s+(?:\w+\s+)?{_STORY}\s+(?:was|is)\s+(?:[\w-]+\s+){{1,2}}(?:in|as\s+a)\s+"
            r"(?:partnership|collaboration)\s+(?:with|between)\s+" + _UP_TO_STOP,
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        (" where ",),
        pattern(
            rf"(?P<before>,?\s+where)\s+this\s+{_STORY}\s+(?:was\s+)?(?:first|originally)\s+"
            r"(?:appeared|published)\b"
        ),
        "copy",
        lambda text, start, end, outlets: names_among(text, start, end, outlets)[-1:],
    ),
    _Form(
        ("first published", "originally published", "first appeared", "originally appeared"),
        pattern(
            _OPENING + r"(?:first|originally)\s+(?:published|appeared)\s+(?:on|in|by|at)\s+"
            r"(?:the\s+website\s+of\s+)?(?P<who>[^.,:;\n(]{2,80}(?:\.(?:com|org|net|co|tv|uk)\b)?)",
            _I,
        ),
        "copy",
        names_printed,
    ),
    _Form(
        ("permission",),
        pattern(
            r"\b(?:re-?published|reprinted|reproduced|used|reposted|posted|adapted|excerpted)\s+"
            r"(?:[^.\n]{0,40}\s)?(?:with|by)\s+(?:the\s+)?(?:kind\s+|express\s+)?permission\s+"
            r"(?:from|of|by)\s+(?P<who>[^.,:;\n(]{2,80})",
            _I,
        ),
        "copy",
        names_printed,
    ),
    _Form(
        ("reprinted", "republished", "re-published", "reproduced", "syndicated from"),
        pattern(
            _OPENING + r"(?:this\s+\w+\s+(?:is|was)\s+)?(?:re-?published|reprinted|reproduced"
            r"|reposted|syndicated)\s+(?:here\s+)?(?:from|courtesy\s+of|via)\s+"
            r"(?P<who>[^.,:;\n(]{2,80})",
            _I,
        ),
        "copy",
        names_printed,
    ),
    _Form(
        ("courtesy of",),
        pattern(_OPENING + r"(?:\w+\s+)?courtesy\s+of\s+(?P<who>[^.,:;\n(]{2,60})\W*\Z", _I),
        "copy",
        names_only,
    ),
    _Form(
        ("feed",),
        pattern(
            r"\b(?:from|by)\s+(?:a|an|the)\s+(?P<who>(?:news\s+|wire\s+)?(?:agency|wire)|syndicated)"
            r"(?:\s+agency)?\s+feed\b",
            _I,
        ),
        "copy",
        lambda _text, start, end, _outlets: [Named(AGENCIES, None, start, end)],
    ),
    # Other languages
    _Form(
        ("mit ", "agenturmaterial"),
        pattern(
            _OPENING + r"(?:mit\s+)?(?:material|informationen|inhalten|angaben)\s+"
            r"(?:von|der|des)(?:\s+(?:der|dem|den|Nachrichtenagentur(?:en)?))*\s+"
            + _UP_TO_STOP
            + r"|\bmit\s+(?P<also>agentur(?:material|en))",
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("avec ",),
        pattern(
            r"(?:(?<![^\n])\W*|[(-]\s*|(?<=\s))(?:[Aa]vec|AVEC)\s+(?P<who>[\w ,/&-]{2,60})\W*\Z"
        ),
        "contributed",
        names_only,
    ),
    _Form(
        ("con informaci", "con material", "con datos de", "con informazioni"),
        pattern(
            r"\bcon\s+(?:informaci[óo]n(?:es)?|material(?:es)?|datos|informazioni)\s+(?:de|di|da)"
            r"(?:\s+la\s+agencia)?\s+" + _UP_TO_STOP,
            _I,
        ),
        "contributed",
        names_among,
    ),
    _Form(
        ("материал", "информаци"),
        pattern(
            r"\b(?:по\s+материалам|с\s+использованием\s+(?:материалов|информации))\s+"
            + _UP_TO_STOP,
            _I,
        ),
        "contributed",
        names_among,
    ),
)

_LABEL = pattern(
    r"[\s*|(\[-]*(?:sources?|via|credits?|agency|agencies|quellen?|fuentes?|fontes?|bron|"
    r"källa|kilde|источники?|агентство|منبع|منابع|مصدر|المصدر|المصادر|来源|來源)\s*:\s*(?P<who>[^\n]+)",
    _I,
)
_VIA = pattern(r"[\s*|(\[-]*[Vv]ia\s+(?P<who>[A-Z][^\n.]{1,50})\W*\Z")
# "Text: Reuters", "Text: Reuters, photos: AP"
_TEXT = pattern(
    r"[\s*|(\[-]*(?:texts?|texte|texto|words|текст)\s*:\s*(?P<who>[^\n;|:]+?)"
    r"(?=\s*[;|,.)\]]?\s*(?:\w+\s*:|[;|]|\Z))",
    _I,
)
# "(Reporting by Jane Roe for Reuters; Editing by John Doe)": as Reuters signs, and others do.
# Nobody is credited where no name of an agency stands in it.
_SIGNED = pattern(
    r"\b(?:(?:Additional\s+|Further\s+)?[Rr]eporting|Writing|Compiled|Written)\b[^\n]{0,40}?\bby\s+"
    r"[^\n]{2,500}?[;,.]\s*(?:[Ww]riting[^\n]{3,120}[;,.]\s*)?[Ee]dit(?:ing|ed)\s+by\s+(?=[A-Z])"
    r"|\b[Ee]dit(?:ing|ed)\s+by\s+[A-Z][^\n;]{2,120}[;,.]\s*"
    r"(?:[Ww]riting[^\n]{3,120}[;,.]\s*)?[Rr]eporting\s+by\s+(?=[A-Z])"
    r"|\(\s*(?:(?i:writing)[^()\n;]{3,80};\s*)?(?i:editing)\s+by\s+(?=[A-Z][^()\n]{3,120}\)\s*\Z)"
)
_HELPED = pattern(r"\b(?:additional|further)\b[^;\n]*\Z", _I)
_DPA = pattern(r"(?<![^\s(])(?P<who>dpa)(?:\s[a-z]{2,4}){1,5}\W*\Z")
_INITIALS = pattern(r"[\s(-]*(?P<who>PTI|IANS|ANI|UNI|AFP|AP)\s*(?:[A-Z]{2,4}[\s/]*){1,6}\Z")
_AFP = pattern(r"\W*(?:burs?-)?[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4}(?:-[a-z]{2,4})?){2,5}\W*\Z")
# "... said. (Reuters)", "... said. — AFP"
_AT_END = pattern(
    r"[.!?\"']\s*(?:-+\s*(?P<dashed>[^\n().-]{2,40})|[(\[](?P<round>[^\n()\[\]]{2,40})[)\]]"
    r"|/(?P<slash>[^\n/]{2,40})/)\s*\.?\s*\Z"
)
_COPYRIGHT = pattern(
    r"(?:©|\([cC]\)|\bcopyright\b)(?:[\s:,]|\([cC]\)|©|copyright|by\b|\d{4}(?:\s*-\s*\d{2,4})?)*"
    r"(?P<who>[^.\n|]{2,80}(?:\.(?:com|org)\b)?)",
    _I,
)
_PICTURE = pattern(
    r"\b(?:photo(?:s|graph|graphs|graphy|graphers?:)?|images?|pictures?|pix|foto|fotos|bild"
    r"|bilder|imagen|crédit photo|video|graphic|illustration|caption|handout|file)\b|عکس|صورة|фото"
    r"|REUTERS/\w+\s\w+",
    _I,
)
_SENTENCE_END = pattern(r"(?<=[a-z\d)\"'][.!?])[\"')]*\s+(?=[\"(]?[A-Z])|\n")


def in_foot(
    text: str, start: int, end: int, outlets: Gazetteer, *, last: bool, final: bool
) -> Iterator[FootCredit]:
    """The credits in a paragraph at the foot. `last`: of the few at the end; `final`: the end."""
    start = max(start, end - _TAIL)
    tail = text[start:end]
    lower = tail.lower()
    # First, as it says more than the forms that find a part of it.
    if "by " in lower and (sign := _SIGNED.search(text, start, end)):
        yield from _signed(text, sign, end, outlets)
    for form in _FORMS:
        for cue in form.cues if end - start <= form.longest else ():
            if cue in lower:
                yield from _given(form, text, start, end, outlets)
                break
    yield from _copyright(text, start, end, lower, outlets)
    if "source" in lower or len(tail) <= _LONGEST_LINE:
        yield from source_line(text, start, end, outlets, alone=last, final=final)
    if last:
        yield from _signature(text, start, end, outlets)


def reprint_note(text: str, start: int, end: int, outlets: Gazetteer) -> Iterator[FootCredit]:
    """The outlets of "This column first appeared in ...", which may stand above the story, too."""
    lower = text[start : min(end, start + _TAIL)].lower()
    if any(cue in lower for cue in ("appeared", "published", "permission", "partnership")):
        for form in _FORMS:
            if (form.kind == "copy" or "partnership with" in form.cues) and any(
                cue in lower for cue in form.cues
            ):
                yield from _given(form, text, start, min(end, start + _TAIL), outlets)


def source_line(
    text: str, start: int, end: int, outlets: Gazetteer, *, alone: bool, final: bool
) -> Iterator[FootCredit]:
    """The outlets of "Source: Reuters", and of a line with nothing but a name if `alone`."""
    if end - start > _LONGEST_LINE or text[end - 1] == ":":  # as before a quotation
        return
    label = _LABEL.match(text, start, end) if ":" in text[start:end] else None
    if label is None and "ia " in text[start:end]:
        label = _VIA.match(text, start, end)
    if label:
        if not _PICTURE.search(text, start, end):
            for named in names_printed(text, *label.span("who"), outlets):
                if final or is_agency(named):  # a chart has its sources, too
                    yield FootCredit(named, "credit", kind_of(named, "copy"))
    elif ":" in text[start:end] and (label := _TEXT.match(text, start, end)):
        for named in names_only(text, *label.span("who"), outlets):
            if is_agency(named):
                yield FootCredit(named, "credit", kind_of(named, "copy"))
    elif alone:
        bracketed = text[start:end].strip(" .").endswith(")") and text[start] == "("
        resolve = names_shared if bracketed else names_only
        for named in resolve(text, start, end, outlets):
            if is_agency(named):
                yield FootCredit(named, "credit", kind_of(named, "copy"))


def credit_line(text: str, start: int, end: int, outlets: Gazetteer) -> Iterator[FootCredit]:
    """What the reader took for a source line though its wording is none of these."""
    if end - start > _LONGEST_ODD_LINE or text[end - 1] in ".!?:":
        return
    if not _PICTURE.search(text, start, end):
        for named in names_printed(text, start, end, outlets):
            yield FootCredit(named, "credit", kind_of(named, "copy"))


def _given(
    form: _Form, text: str, start: int, end: int, outlets: Gazetteer
) -> Iterator[FootCredit]:
    for found in form.pattern.finditer(text, start, end):
        first, stop = _who(form, text, start, found)
        before = min(first, max(start, found.start() - _BEFORE_PICTURE))
        if _PICTURE.search(text, before, stop):
            continue
        for named in form.resolve(text, first, stop, outlets):
            yield FootCredit(named, form.where, kind_of(named, form.kind))


def _who(form: _Form, text: str, start: int, found: re.Match[str]) -> tuple[int, int]:
    """The span of those who get credit: in their own sentence."""
    if "before" in found.re.groupindex:
        first, stop = max(start, found.start() - _LONGEST_THANKS), found.start()
        ends = [gap.end() for gap in _SENTENCE_END.finditer(text, first, stop)]
        return (ends[-1] if ends else first), stop
    first, stop = found.span("who" if found["who"] else "also")
    whole = form.kind != "contributed" or "list" in found.re.groupindex
    gap = None if whole else _SENTENCE_END.search(text, first, stop)
    return first, (gap.start() if gap else stop)


def _copyright(
    text: str, start: int, end: int, lower: str, outlets: Gazetteer
) -> Iterator[FootCredit]:
    if not ("©" in lower or "copyright" in lower or "(c)" in lower):
        return
    for found in _COPYRIGHT.finditer(text, start, end):
        if _PICTURE.search(text, max(start, found.start() - 12), found.start()):
            continue
        for named in distinct(names_among(text, *found.span("who"), outlets))[:2]:
            yield FootCredit(named, "copyright", kind_of(named, "copy"))


def _signed(text: str, sign: re.Match[str], end: int, outlets: Gazetteer) -> Iterator[FootCredit]:
    """Whom a signature of reporters and editors names: Reuters signs so, and whoever they are for;
    others helped."""
    stop = _SENTENCE_END.search(text, sign.end(), end)
    first, last = sign.start(), stop.start() if stop else end
    names = names_among(text, first, last, outlets)
    reuters, at = outlets.lookup("Reuters"), text.find("Reuters", first, last)
    if reuters and at >= 0 and all(one.name != reuters.name for one in names):
        names.append(
            Named(reuters.name, reuters, at, at + len("Reuters"))
        )  # "Reuters Vellby bureau"
    for named in without_pictures(text, first, last, names):
        if _HELPED.search(text, first, named.start):
            yield FootCredit(named, "foot", kind_of(named, "contributed"))
            continue
        before = text[max(first, named.start - _BEFORE_AGENCY) : named.start].split()
        theirs = named.outlet is not None and (
            named.outlet.name == "Reuters" or (is_agency(named) and "for" in before[-2:])
        )
        yield FootCredit(named, "foot", kind_of(named, "copy" if theirs else "contributed"))


def _signature(text: str, start: int, end: int, outlets: Gazetteer) -> Iterator[FootCredit]:
    """What stands behind the last sentence."""
    tail = text[max(start, end - _LONGEST_SIGNATURE) : end]
    sign = _DPA.search(text, start, end) if "dpa " in tail else None
    if sign is None and tail[-1:].isupper():
        sign = _INITIALS.match(text, start, end)
    if sign is not None:
        for named in names_only(text, *sign.span("who"), outlets):
            yield FootCredit(named, "foot", "copy")
    signed = len(tail) == end - start and "/" in tail and _AFP.match(text, start, end)
    afp = outlets.lookup("AFP") if signed else None
    if afp is not None:
        yield FootCredit(Named(afp.name, afp, start, end), "foot", "copy")
    marked = "-" in tail or "/" in tail or tail.rstrip(" .").endswith((")", "]"))
    if marked and (found := _AT_END.search(text, end - len(tail), end)):
        group = next(name for name in ("dashed", "round", "slash") if found[name])
        for named in names_only(text, *found.span(group), outlets):
            if is_agency(named):
                yield FootCredit(named, "foot", kind_of(named, "copy"))


def is_agency(named: Named) -> bool:
    """Whether it is a known agency, or agencies without a name."""
    return named.outlet.kind == "agency" if named.outlet else named.name == AGENCIES


def kind_of(named: Named, kind: Kind) -> Kind:
    """The kind of a credit, given what it would be for an agency with a name."""
    return "generic" if named.name == AGENCIES and named.outlet is None else kind
