"""What labelled spans of attributed content say of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reliacheck.article import Article, Sentence


def sentences_with_content(article: Article, spans: Iterable[tuple[int, int]]) -> list[bool]:
    """Whether each sentence carries attributed content: at least one whole word of it does.

    Half of the sentences that carry some carry little of it ("He wants more"), so a share would
    lose many; a mark, or a letter that a span has too much or too little, does not count. `spans`
    are code points into the article's text, in any order.
    """
    inside = bytearray(len(article.text))
    for start, end in spans:
        inside[start:end] = b"\1" * len(inside[start:end])
    return [_has_word(article, sentence, inside) for sentence in article.sentences]


def _has_word(article: Article, sentence: Sentence, inside: Sequence[int]) -> bool:
    return any(
        all(inside[word.start : word.end])
        for word in article.words_in(sentence.start, sentence.end)
    )
