"""The article as checks see it: parts of prose, what is known about it, and where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar, cast, get_args

from reliacheck.findings import ArticleRef, Location, Related
from reliacheck.source import Source
from reliacheck.suppressions import Directive
from reliacheck.text.language import detect_language
from reliacheck.text.offsets import OffsetMap
from reliacheck.text.quotations import Quotation, find_quotations
from reliacheck.text.sentences import sentence_spans
from reliacheck.text.words import Word, find_words

PartKind = Literal["headline", "standfirst", "byline", "dateline", "body", "caption", "credit"]
PART_KINDS: tuple[str, ...] = get_args(PartKind)

T = TypeVar("T")


class Part(NamedTuple):
    """A stretch of the article's text with one office: a headline, a body paragraph, ..."""

    kind: PartKind
    start: int  # code points into Article.text
    end: int
    text: str  # Article.text[start:end]


class Sentence(NamedTuple):
    """A sentence, or a headline or caption without a stop. It never crosses a part."""

    start: int  # code points into Article.text
    end: int
    text: str
    part: Part


class Link(NamedTuple):
    """Words of the article that lead somewhere."""

    start: int  # code points into Article.text: the words that are linked
    end: int
    url: str  # as it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article beside its text. None where nothing is."""

    outlet: str | None = None  # who publishes it
    agency: str | None = None  # whose copy it says it is
    published: str | None = None  # ISO 8601
    url: str | None = None
    guid: str | None = None  # the same for all versions of one item
    language: str | None = None  # BCP 47: "en", "en-GB"
    evolved_from: str | None = None  # guid of the item this one updates
    extra: Mapping[str, object] = field(default_factory=dict)  # whatever else the file says


class Article:
    """One story. Immutable; what is derived from its text is computed once, when asked for.

    `text` is the prose that checks read, markup taken out; its parts are spans of it. `source` is
    the file as it came. `locate` leads from the one to the other.
    """

    source: Source
    text: str
    parts: tuple[Part, ...]
    meta: Metadata
    number: int  # place in a file of several articles, from 0
    directives: tuple[Directive, ...]  # suppressions written in the story itself
    notes: tuple[str, ...]  # what the reader wants the user to know
    links: tuple[Link, ...]  # those of the markup; reliacheck.text.links has the printed ones, too
    _offsets: OffsetMap | None
    _memo: dict[Callable[[Article], object], object]

    def __init__(
        self,
        source: Source,
        parts: Sequence[Part],
        *,
        text: str | None = None,
        offsets: OffsetMap | None = None,
        meta: Metadata | None = None,
        number: int = 0,
        directives: Sequence[Directive] = (),
        notes: Sequence[str] = (),
        links: Sequence[Link] = (),
    ) -> None:
        """`text` and `offsets` stay None where the text is the source itself.

        Raises ValueError for parts out of order, overlapping, or not cut from the text.
        """
        prose = source.text if text is None else text
        vars(self).update(
            source=source,
            text=prose,
            parts=_in_order(parts, prose),
            meta=meta or Metadata(),
            number=number,
            directives=tuple(directives),
            notes=tuple(notes),
            links=tuple(links),
            _offsets=offsets,
            _memo={},
        )

    @classmethod
    def compose(
        cls,
        *,
        body: str | Sequence[str],
        headline: str = "",
        standfirst: str = "",
        byline: str = "",
        dateline: str = "",
        credit: str = "",
        path: str = "",
        meta: Metadata | None = None,
    ) -> Article:
        """An article put together from its pieces, for tests and for stories kept in a database.

        A body given as one string is split into paragraphs at empty lines. The dateline stands on
        a line of its own.
        """
        paragraphs = body.split("\n\n") if isinstance(body, str) else list(body)
        pieces: list[tuple[PartKind, str]] = [
            ("headline", headline),
            ("standfirst", standfirst),
            ("byline", byline),
            ("dateline", dateline),
            *(("body", paragraph.strip()) for paragraph in paragraphs),
            ("credit", credit),
        ]
        return cls.of_pieces([pair for pair in pieces if pair[1].strip()], path=path, meta=meta)

    @classmethod
    def of_pieces(
        cls,
        pieces: Sequence[tuple[PartKind, str]],
        *,
        path: str = "",
        meta: Metadata | None = None,
    ) -> Article:
        """An article of these parts, with an empty line between one and the next."""
        source = Source.from_text("\n\n".join([piece for _, piece in pieces]), path)
        return cls(source, tuple(_laid_out(pieces)), meta=meta)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuses: all checks of a run share the article."""
        raise AttributeError(f"an article does not change: {name} cannot be set")

    def __repr__(self) -> str:
        return f"<Article {self.source.path or '(no file)'} {self.headline_text!r}>"

    # Parts

    def parts_of(self, *kinds: PartKind) -> tuple[Part, ...]:
        """The parts of these kinds, in reading order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    @cached_property
    def headline(self) -> Part | None:
        """The first headline part."""
        return next(iter(self.parts_of("headline")), None)

    @property
    def headline_text(self) -> str | None:
        """The words of the headline."""
        return self.headline.text if self.headline else None

    @cached_property
    def standfirst(self) -> Part | None:
        """The first standfirst part."""
        return next(iter(self.parts_of("standfirst")), None)

    @cached_property
    def body(self) -> tuple[Part, ...]:
        """The body's paragraphs."""
        return self.parts_of("body")

    def part_at(self, offset: int) -> Part | None:
        """The part that holds an offset into the text."""
        index = bisect_right(self._part_starts, offset) - 1
        found = self.parts[index] if index >= 0 else None
        return found if found and offset < found.end else None

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    # Derived text, shared by all checks

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all parts."""
        return tuple(word for part in self.parts for word in find_words(self.text, *_span(part)))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin in text[start:end]."""
        starts = self._word_starts
        return self.words[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all parts."""
        return tuple(
            Sentence(start, end, self.text[start:end], part)
            for part in self.parts
            for start, end in sentence_spans(self.text, part.start, part.end)
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_number(self, sentence: Sentence) -> int:
        """The place of one of the article's sentences among them, from 0."""
        return bisect_right(self._sentence_starts, sentence.start) - 1

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset into the text."""
        index = bisect_right(self._sentence_starts, offset) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and offset < found.end else None

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of all parts, outermost and nested, in reading order."""
        return find_quotations(self.text, [_span(part) for part in self.parts])

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code, from the metadata or else told from the body; None if unknown."""
        if self.meta.language:
            return self.meta.language.replace("_", "-").split("-")[0].lower()
        return detect_language("\n".join(part.text for part in self.body or self.parts))

    def memo(self, analysis: Callable[[Article], T]) -> T:
        """The result of `analysis(article)`, computed once and shared by all checks that ask."""
        if analysis not in self._memo:
            self._memo[analysis] = analysis(self)
        return cast("T", self._memo[analysis])

    def forget(self) -> None:
        """Lets go of what analyses found; whoever asks again has it computed again."""
        self._memo.clear()

    # Places

    @cached_property
    def ref(self) -> ArticleRef:
        """What names this article in a finding."""
        meta = self.meta
        return ArticleRef(
            path=self.source.path,
            number=self.number,
            outlet=meta.outlet,
            headline=self.headline_text,
            published=meta.published,
            url=meta.url,
            guid=meta.guid,
            content="\n\n".join(part.text for part in self.parts),
        )

    def locate(self, start: int, end: int) -> Location:
        """The place in the source of text[start:end].

        Raises ValueError where that is not a span of the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}..{end} is not a span of the {len(self.text)} characters")
        part = self.part_at(start)
        if self._offsets is not None:
            start, end = self._offsets.span(start, end)
        line, column = self.source.position(start)
        end_line, end_column = self.source.position(end)
        return Location(
            article=self.ref,
            part=part.kind if part else "none",
            start=start,
            end=end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            text=self.source.text[start:end],
        )

    def related(self, label: str, start: int, end: int) -> Related:
        """text[start:end] as a second place that bears a finding out."""
        return Related(label, self.locate(start, end))


def _span(part: Part) -> tuple[int, int]:
    return part.start, part.end


def _in_order(parts: Sequence[Part], text: str) -> tuple[Part, ...]:
    last = 0
    for part in parts:
        in_order = last <= part.start <= part.end <= len(text)
        if not in_order or part.text != text[part.start : part.end]:
            raise ValueError(f"a part out of order or not cut from the text: {part}")
        last = part.end
    return tuple(parts)


def _laid_out(pieces: Sequence[tuple[PartKind, str]]) -> Iterator[Part]:
    start = 0
    for kind, piece in pieces:
        yield Part(kind, start, start + len(piece), piece)
        start += len(piece) + len("\n\n")
