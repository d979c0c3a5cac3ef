"""The keys of front matter: parts of the story, metadata, suppressions, and all others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import yaml

from reliacheck import InputError, Metadata, PartKind, Source
from reliacheck.suppressions import Directive, find_directives
from reliacheck_formats.prose import Fragment, Prose, join

# Of several names for one thing the first that is there counts; the others are kept as they are.
_PARTS: Mapping[PartKind, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "standfirst": ("standfirst", "description", "subtitle", "dek"),
    "byline": ("byline", "author"),
    "dateline": ("dateline",),
    "credit": ("credit", "source"),
}
_METADATA: Mapping[str, tuple[str, ...]] = {
    "outlet": ("outlet",),
    "agency": ("agency",),
    "published": ("published", "date"),
    "url": ("url",),
    "guid": ("guid", "id"),
    "language": ("language", "lang"),
    "evolved_from": ("evolved_from", "evolved-from"),
}
_SUPPRESSIONS = "reliacheck"


class KeyReader:
    """Turns YAML nodes into what they say. Their marks count from the start of the YAML.

    Each method raises InputError, with the line, for what it cannot read.
    """

    def __init__(self, source: Source, start: int, end: int) -> None:
        """`start` and `end`: where the YAML stands in the source, in code points."""
        self._source = source
        self._start = start
        pairs = self._pairs(self._compose(source.text[start:end]))
        self._parts = {kind: self._take(pairs, names) for kind, names in _PARTS.items()}
        self._metadata = {key: self._take(pairs, names) for key, names in _METADATA.items()}
        self._suppressions = pairs.pop(_SUPPRESSIONS, None)
        self._others = pairs

    def parts(self) -> list[tuple[PartKind, Prose]]:
        """The parts of the story, in the order of the file."""
        parts = [(kind, node) for kind, node in self._parts.items() if node is not None]
        parts.sort(key=lambda part: part[1].start_mark.index)
        return [(kind, self._prose(node)) for kind, node in parts]

    def metadata(self) -> Metadata:
        """What is known about the story; keys without a meaning here are `extra`."""
        if published := self._metadata["published"]:
            self._check_date(published)
        known = {key: node.value.strip() for key, node in self._metadata.items() if node}
        seen: set[int] = set()
        extra = {key: self._plain(node, seen) for key, node in self._others.items()}
        return replace(Metadata(extra=extra), **known)

    def directives(self) -> list[Directive]:
        """The suppressions, each for the whole file."""
        pairs = self._pairs(self._suppressions)
        ignored = pairs.pop("ignore", None)
        if pairs:
            node = next(iter(pairs.values()))
            raise self._error_at(node, f'"{_SUPPRESSIONS}" only takes "ignore"')
        if ignored is None:
            return []
        if not isinstance(ignored, yaml.SequenceNode):
            raise self._error_at(ignored, '"ignore" must be a list of {rule: ..., reason: ...}')
        return [self._directive(entry) for entry in ignored.value]

    def _compose(self, text: str) -> yaml.Node | None:
        """The node tree, all scalars kept as written ("no" is Norwegian, 007 keeps its zeros)."""
        try:
            node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            raise self._error(*_problem(error)) from None
        except RecursionError:
            raise self._error(0, "the front matter is nested too deeply; flatten it") from None
        return node

    def _pairs(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise self._error_at(node, 'write one "key: value" on each line here')
        pairs: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error_at(key, "a key must be a word")
            if key.value in pairs:
                raise self._error_at(key, f'"{key.value}" stands here twice; keep one')
            pairs[key.value] = value
        return pairs

    def _take(self, pairs: dict[str, yaml.Node], names: tuple[str, ...]) -> yaml.ScalarNode | None:
        """Takes what the first of these names says out of the pairs; blank ones say nothing."""
        taken: yaml.ScalarNode | None = None
        for name in names:
            if name in pairs and taken is None:
                node = self._scalar(name, pairs[name])
                if not _is_blank(node):
                    taken = node
                del pairs[name]
            elif name in pairs:
                self._scalar(name, pairs[name])
        return taken

    def _scalar(self, name: str, node: yaml.Node) -> yaml.ScalarNode:
        if not isinstance(node, yaml.ScalarNode):
            raise self._error_at(node, f'"{name}" must be text; write it as one string')
        return node

    def _prose(self, node: yaml.ScalarNode) -> Prose:
        start, end = node.start_mark.index, node.end_mark.index
        raw = self._source.text[self._start + start : self._start + end]
        return join(_fragments(node, raw, self._start + start))

    def _check_date(self, node: yaml.ScalarNode) -> None:
        try:
            datetime.fromisoformat(node.value.strip())
        except ValueError:
            raise self._error_at(
                node,
                f'"{node.value}" is not an ISO 8601 date;'
                " write it like 2020-02-16 or 2020-02-16T10:30:00+00:00",
            ) from None

    def _plain(self, node: yaml.Node, seen: set[int]) -> object:
        """The node as strings, lists and dicts."""
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in seen:  # a few aliases of aliases grow without end
            raise self._error_at(node, "an alias (*name) of a list or mapping; write it out")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(one, seen) for one in node.value]
        return {key: self._plain(value, seen) for key, value in self._pairs(node).items()}

    def _directive(self, entry: yaml.Node) -> Directive:
        pairs = self._pairs(entry)
        said = {key: self._take(pairs, (key,)) for key in ("rule", "reason", "until")}
        if pairs:
            name, node = next(iter(pairs.items()))
            raise self._error_at(node, f'an entry has "rule", "reason" and "until", no "{name}"')
        words = {key: " ".join(node.value.split()) if node else "" for key, node in said.items()}
        start = self._start + entry.start_mark.index
        end = self._start + entry.end_mark.index
        end = start + len(self._source.text[start:end].rstrip())
        return _as_comment(**words)._replace(start=start, end=end, reason=words["reason"])

    def _error_at(self, node: yaml.Node, reason: str) -> InputError:
        return self._error(node.start_mark.index, f"front matter: {reason}")

    def _error(self, index: int, reason: str) -> InputError:
        line, _ = self._source.position(self._start + index)
        return InputError(self._source.path, reason, line)


def _problem(error: yaml.YAMLError) -> tuple[int, str]:
    """Where and what, as the YAML reader puts it."""
    if not isinstance(error, yaml.error.MarkedYAMLError) or error.problem_mark is None:
        place = getattr(error, "position", 0)
        return place, "the front matter is not YAML: it holds a character that cannot be printed"
    hint = "; quote a value with a colon in it" if "mapping values" in str(error.problem) else ""
    return error.problem_mark.index, f"the front matter is not YAML: {error.problem}{hint}"


def _is_blank(node: yaml.ScalarNode) -> bool:
    return not node.value.strip() or (
        node.style is None and node.value in ("~", "null", "Null", "NULL")
    )


def _as_comment(rule: str, reason: str, until: str) -> Directive:
    """The directive that a comment of these words would be, so that both are judged alike."""
    until = f" until {until}" if until else ""
    harmless = "given" if reason else ""  # a reason may hold the marks that end a comment
    found = find_directives(f"[[reliacheck: ignore-file {rule}{until} -- {harmless}]]")
    return found[0]


def _fragments(node: yaml.ScalarNode, raw: str, start: int) -> list[Fragment]:
    """The letters of a value, each with its place; all as one where that cannot be told."""
    fragments: list[Fragment] = []
    here = raw.find("\n") + 1 if node.style in ("|", ">") else 0
    for word in node.value.split():
        written = [_written(letter, node.style) for letter in word]
        place = raw.find("".join(written), here)
        if place < 0 or raw[here:place].strip(" \t\r\n\"'\\"):
            return [Fragment(" ".join(node.value.split()), start, start + len(raw))]
        if fragments:
            fragments.append(Fragment(" ", start + here, start + place))
        here = place
        for letter, as_written in zip(word, written, strict=True):
            fragments.append(Fragment(letter, start + here, start + here + len(as_written)))
            here += len(as_written)
    return fragments


def _written(letter: str, style: str | None) -> str:
    if style == "'":
        return letter.replace("'", "''")
    return letter.replace("\\", r"\\").replace('"', r"\"") if style == '"' else letter
