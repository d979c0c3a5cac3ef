"""Word lists find the same in an article, read around its hits, as among all its words."""

import pytest
from reliacheck_attribution.lexicon import Entry, Lexicon
from reliacheck_attribution.runs import Runs, words_between

from reliacheck import Article

BODIES = (
    "The regime's job-killing law. Not\n\nthugs, but the gun's lobby\n\nGun lobby attack.",
    "Regime" + " " * 80 + "attack, and no" + "." * 80 + " thugs came. “The war” on terror",
    "Ex-regime, neo-thugs, thugs2, 3thugs, théthugs, thugs_, war on\nterror, war, on, e.g. 1,000",
    "İn Ankara the regime fell. U.S.-backed THUGS: U.S. regime’s gun lobby attack",
    "thugs",
    "",
)
TERMS = "regime|job-killing|thugs|gun lobby|war|war on terror|the war|e.g.|u.s.|u.s.-backed"


def _lexicon(terms: str) -> Lexicon:
    unless = frozenset(("attack",))
    return Lexicon(
        [
            Entry(one, (one,), "", "house", frozenset(("no",)), unless, "")
            for one in terms.split("|")
        ]
    )


@pytest.mark.parametrize("terms", [TERMS, f"{TERMS}|théthugs|1,000|in"])
@pytest.mark.parametrize("body", BODIES)
def test_the_same_is_found(body: str, terms: str) -> None:
    article = Article.compose(headline="War on thugs", body=body)
    lexicon = _lexicon(terms)
    words = article.words
    among = [
        (words[first].start, words[last].end, entry.term)
        for first, last, entry in lexicon.find(words)
    ]
    assert [(start, end, entry.term) for start, end, entry in lexicon.find_in(article)] == among
    assert among, "the headline has one"


@pytest.mark.parametrize("body", BODIES)
def test_words_between_are_those_of_the_article(body: str) -> None:
    article = Article.compose(headline="War on thugs", body=body)
    size = len(article.text)
    for start in range(0, size, 3):
        for end in range(start, size + 1, 7):
            assert words_between(article, start, end) == list(article.words_in(start, end))


def test_runs_know_their_places() -> None:
    runs = Runs("war on “the” war-lord, wars, 2war")
    assert runs.places("war") == [0, 13, 30]
    assert runs.known == {"war", "on", "the", "lord", "wars"}
    assert runs.behind(13, 8) == ["war", "lord"]
