"""Articles that take over more or less of another's: what an archive check should find, and not.

Every level takes an article of the archive, another article for a host, and chance; the host should
be none of the archive (`corpus.articles` with another seed). REUSE is about text, HEADLINES about
the headline alone. What comes out has the host's name, outlet, date and furniture.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from corpus_names import FURNITURE

from reliacheck.records import Record
from reliacheck.text.sentences import sentence_spans
from reliacheck.text.words import find_words

_PARAGRAPH_WORDS = 60, 100
_SENTENCE_WORDS = 20, 60
_TYPED = "abcdefghijklmnopqrstuvwxyz"


class Planted(NamedTuple):
    """An article, and what in it came from the other one."""

    article: Record
    passages: list[str]  # as they stand in its body, in order; after noise, if there was any


Level = Callable[[Record, Record, random.Random], Planted]


class NotPlantable(ValueError):
    """The article has no passage of the size that is wanted."""


def full_copy(article: Record, host: Record, _chance: random.Random) -> Planted:
    """The whole story, above the host's furniture."""
    passages = story_of(article)
    return _planted(host, passages, passages)


def keep_sentences(share: float, article: Record, host: Record, chance: random.Random) -> Planted:
    """`share` of the article's sentences in their places; the host's stand in for the others."""
    paragraphs = [sentences_of(paragraph) for paragraph in story_of(article)]
    count = sum(map(len, paragraphs))
    kept = set(chance.sample(range(count), round(share * count)))
    others = [sentence for paragraph in story_of(host) for sentence in sentences_of(paragraph)]
    body, passages, at = [], [], 0
    for paragraph in paragraphs:
        mixed = []
        for sentence in paragraph:
            mixed.append(sentence if at in kept else others[at % len(others)])
            passages += [sentence] if at in kept else []
            at += 1
        body.append(" ".join(mixed))
    return _planted(host, body, passages)


def one_paragraph(noise: float, article: Record, host: Record, chance: random.Random) -> Planted:
    """A paragraph of 60 to 100 words between the host's, `noise` of its words replaced."""
    body = story_of(host)
    words = [word for paragraph in body for word in paragraph.split()]
    passage = add_noise(choose_paragraph(article, chance), noise, words, chance)
    place = chance.randint(0, len(body))
    return _planted(host, [*body[:place], passage, *body[place:]], [passage])


def one_sentence(article: Record, host: Record, chance: random.Random) -> Planted:
    """A sentence of 20 words or more behind one of the host's paragraphs."""
    least, most = _SENTENCE_WORDS
    sentences = [one for paragraph in story_of(article) for one in sentences_of(paragraph)]
    long_ones = [one for one in sentences if least <= len(find_words(one)) <= most]
    if not long_ones:
        raise NotPlantable(f"no sentence of {least} words")
    sentence = chance.choice(long_ones)
    body = story_of(host)
    place = chance.randrange(len(body))
    body[place] = f"{body[place]} {sentence}"
    return _planted(host, body, [sentence])


def unrelated(_article: Record, host: Record, _chance: random.Random) -> Planted:
    """The host as it is."""
    return Planted(dict(host), [])


REUSE: dict[str, Level] = {
    "copy": full_copy,
    "80 % of sentences": partial(keep_sentences, 0.8),
    "60 % of sentences": partial(keep_sentences, 0.6),
    "40 % of sentences": partial(keep_sentences, 0.4),
    "20 % of sentences": partial(keep_sentences, 0.2),
    "paragraph": partial(one_paragraph, 0.0),
    "paragraph, 5 % of words changed": partial(one_paragraph, 0.05),
    "paragraph, 10 % of words changed": partial(one_paragraph, 0.1),
    "paragraph, 20 % of words changed": partial(one_paragraph, 0.2),
    "sentence": one_sentence,
    "unrelated": unrelated,
}


def story_of(article: Record) -> list[str]:
    """The paragraphs without the furniture below them."""
    paragraphs = str(article["body"]).split("\n\n")
    return paragraphs[:-1] if paragraphs[-1] in FURNITURE else paragraphs


def sentences_of(paragraph: str) -> list[str]:
    return [paragraph[slice(*span)] for span in sentence_spans(paragraph, 0, len(paragraph))]


def _planted(host: Record, body: Sequence[str], passages: list[str]) -> Planted:
    furniture = str(host["body"]).split("\n\n")[len(story_of(host)) :]
    return Planted({**host, "body": "\n\n".join([*body, *furniture])}, passages)


def choose_paragraph(article: Record, chance: random.Random) -> str:
    """A paragraph of 60 to 100 words; where there is none, sentences in a row that make one."""
    story = story_of(article)
    usual = [paragraph for paragraph in story if _is_paragraph(paragraph)]
    if not usual:
        sentences = [one for paragraph in story for one in sentences_of(paragraph)]
        rows = [
            " ".join(sentences[start:end])
            for start in range(len(sentences))
            for end in range(start + 1, start + 10)
        ]
        usual = [row for row in rows if _is_paragraph(row)]
    if not usual:
        raise NotPlantable("no paragraph of {} to {} words".format(*_PARAGRAPH_WORDS))
    return chance.choice(usual)


def _is_paragraph(text: str) -> bool:
    least, most = _PARAGRAPH_WORDS
    return least <= len(find_words(text)) <= most


def add_noise(text: str, share: float, others: Sequence[str], chance: random.Random) -> str:
    """The text with `share` of its words, spread at random, replaced by others."""
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = chance.choice([other for other in others if other != words[place]])
    return " ".join(words)


def vary_headline(
    vary: Callable[[str, random.Random], str],
    article: Record,
    host: Record,
    chance: random.Random,
) -> Planted:
    """The host under the article's headline, varied."""
    headline = vary(str(article["headline"]), chance)
    return Planted({**host, "headline": headline}, [headline])


def as_it_is(headline: str, _chance: random.Random) -> str:
    return headline


def mistype(count: int, headline: str, chance: random.Random) -> str:
    """Typing errors in as many words: a letter too many, missing, changed, or two swapped."""
    words = headline.split()
    able = [place for place, word in enumerate(words) if _LETTERS.search(word)]
    if len(able) < count:
        raise NotPlantable("no words to mistype")
    for place in chance.sample(able, count):
        words[place] = _mistyped(words[place], chance)
    return " ".join(words)


_LETTERS = re.compile(r"[^\W\d_]{2}")


def _mistyped(word: str, chance: random.Random) -> str:
    changed = word
    while changed == word:
        found = chance.choice(list(_LETTERS.finditer(word)))
        at, letter = found.start(), chance.choice(_TYPED)
        first, second = found.group()[0], found.group()[1]
        pair = chance.choice((first + letter + second, second, first + letter, second + first))
        changed = word[:at] + pair + word[at + 2 :]
    return changed


def drop_word(headline: str, chance: random.Random) -> str:
    words = headline.split()
    if len(words) < 2:
        raise NotPlantable("a single word")
    del words[chance.randrange(len(words))]
    return " ".join(words)


def swap_words(headline: str, chance: random.Random) -> str:
    """Two neighbours that differ change places."""
    words = headline.split()
    able = [at for at in range(len(words) - 1) if words[at] != words[at + 1]]
    if not able:
        raise NotPlantable("no two different words")
    at = chance.choice(able)
    words[at : at + 2] = words[at + 1], words[at]
    return " ".join(words)


_OUTLETS = " - Reuters", " | Coast News", " – BBC News", " - The Guardian"


def add_outlet(headline: str, chance: random.Random) -> str:
    return headline + chance.choice(_OUTLETS)


def change_case(headline: str, chance: random.Random) -> str:
    """All capitals, small letters, or every word with a capital, if that is a change."""
    ways = (headline.upper(), headline.lower(), headline.title())
    able = [changed for changed in ways if changed != headline]
    if not able:
        raise NotPlantable("no letters that have a case")
    return chance.choice(able)


HEADLINES: dict[str, Level] = {
    "headline": partial(vary_headline, as_it_is),
    "headline, one typing error": partial(vary_headline, partial(mistype, 1)),
    "headline, two typing errors": partial(vary_headline, partial(mistype, 2)),
    "headline, one word dropped": partial(vary_headline, drop_word),
    "headline, two words swapped": partial(vary_headline, swap_words),
    "headline, outlet added": partial(vary_headline, add_outlet),
    "headline, case changed": partial(vary_headline, change_case),
}

LEVELS = REUSE | HEADLINES
