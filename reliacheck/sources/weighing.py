"""Whether who stands at a cue is a source of the story, and whom it means (English)."""

from __future__ import annotations

from reliacheck.article import Article
from reliacheck.attribution import SourceSpan
from reliacheck.attribution.kinds import head_noun, is_group_word, may_speak
from reliacheck.attribution.speakers import Voice
from reliacheck.gazetteer import MEDIA, Gazetteer
from reliacheck.sources.model import Span
from reliacheck.text.attribution import verb_forms
from reliacheck.text.patterns import pattern

# Verbs of a statement that are none without a quotation or the like where a person is their
# subject; of those not here a document's are.
_TELLING = frozenset(
    "write predict accuse blame vow pledge promise speculate describe dismiss recall urge"
    " conclude indicate observe reply respond counter lament praise boast remind assure worry fear"
    " reiterate propose recount testify warn call".split()
)
_WEAK = frozenset("offer begin see know find show read put point".split())
_SHOWING = frozenset("find show indicate conclude estimate put suggest describe call read".split())


def tells(article: Article, voice: Voice, source: SourceSpan, quoted: bool) -> bool:
    """Whether a source's verb says that what the sentence says comes from it."""
    if article.text[slice(*voice.cue)] == ":" and not _is_speaker(source, quoted):
        return False
    lemma = verb_forms().get(article.text[slice(*voice.cue)].lower(), "")
    if source.kind == "vague" and not _may_be_people(source) and lemma not in _SAYING:
        return False
    if voice.plain or (quoted and lemma not in _WEAK):
        return True
    if source.kind == "vague" and lemma in ("think", "see", "hope"):
        return True
    if source.kind in ("document", "organisation", "outlet") and lemma in _SHOWING:
        return True
    return lemma in _TELLING


_SAYING = frozenset("say tell claim argue warn contend insist".split())


def _may_be_people(source: SourceSpan) -> bool:
    head = head_noun(source.name)
    return may_speak(head) or may_speak(head.removesuffix("s"))


def _is_speaker(source: SourceSpan, quoted: bool) -> bool:
    """Whether what stands before a colon is a speaker rather than a label."""
    if source.text.isupper() and source.kind != "named-person":
        return False
    return source.kind == "named-person" or (quoted and source.kind in _SPEAKERS)


_PRONOUNS = frozenset("he she they it i we you me us who".split())


def is_nobody(source: SourceSpan) -> bool:
    """Whether it is a pronoun that means nobody whom the text names, or no one who could speak."""
    if source.kind == "self" or source.name.lower() in _PRONOUNS:
        return True
    return source.kind == "unnamed" and not may_speak(head_noun(source.name))


_SPEAKERS = frozenset(["named-person", "organisation", "unnamed", "vague"])


def speaks(article: Article, source: SourceSpan, cue: Span | None) -> bool:
    """Whether it can speak a quotation; without a verb of speech it must be a person or group."""
    if is_nobody(source):
        return False
    if source.kind == "named-person":
        return True
    if cue is not None:
        lemma = verb_forms().get(article.text[slice(*cue)].lower(), "")
        return lemma not in _WEAK or source.kind in ("unnamed", "vague")
    return source.kind in _SPEAKERS and is_group_word(source.name.split()[-1].lower())


# What is between a source and a verb that says that nothing was said.
_NOT = pattern(r"n['’]t\b|\bnot\b|\bnever\b|\bnor\b|\bdeclined\b|\bwould\b|\bif\b")


_BEING = pattern(r"\b(?:is|are|was|were|be|been|being)\b")


def denied(masked: str, end: int, cue: Span) -> bool:
    """Whether the source that ends at a place is said not to have said it, or is itself spoken of:
    "has not said whether", "is also called"."""
    if _NOT.search(masked, end, cue[0]):
        return True
    word = masked[slice(*cue)]
    spoken_of = word.endswith(("ed", "told", "said", "known", "seen")) and word != "quoted"
    return spoken_of and bool(_BEING.search(masked, end, cue[0]))


# "Friday's jobs report showed": the verb is the noun's last word.
_VERB_BEHIND = pattern(r"\s+(?:on [A-Z]\w+day )?(?:also |has |had )?([a-z]+)")
_NOUN_OR_VERB = frozenset("report reports estimate estimates poll claim claims remarks".split())


def reported(article: Article, source: SourceSpan, voice: Voice) -> SourceSpan | None:
    """The source at a verb that may be a noun: then the paper, if a verb follows, or nothing."""
    word = article.text[slice(*voice.cue)]
    if word not in _NOUN_OR_VERB or voice.cue[0] < source.end:
        return source
    behind = _VERB_BEHIND.match(article.text, voice.cue[1])
    singular = not source.text.endswith("s") or source.text.endswith("s'")
    things = source.text[-1].islower() and not _may_be_people(
        source
    )  # "jobs report", "news reports"
    agrees = word.endswith("s") == singular and not source.text.endswith(("’s", "'s"))
    if agrees and not things:
        return source  # "officials report", "the paper reports"
    if behind and behind[1] in verb_forms():
        text = article.text[source.start : voice.cue[1]]
        return SourceSpan(source.start, voice.cue[1], text, "document", text)
    return None if singular or things else source


_PAPERS = frozenset(
    "paper newspaper network magazine outlet website site broadcaster publication reporter"
    " agency daily weekly tabloid".split()
)
_REACH = 400  # code points before "the paper" that name it


def as_meant(article: Article, source: SourceSpan, outlets: Gazetteer) -> SourceSpan:
    """The outlet named before that "the paper" means."""
    if source.text.lower().removeprefix("the ") not in _PAPERS:
        return source
    mentions = article.memo(outlets.mentions_in)
    plain = {mention.outlet.name for mention in mentions if not mention.ambiguous}
    for mention in reversed(mentions):
        near = source.start - _REACH < mention.start < source.start
        if near and mention.outlet.kind in MEDIA and mention.outlet.name in plain:
            return source._replace(kind="outlet", name=mention.outlet.name)
    return source
