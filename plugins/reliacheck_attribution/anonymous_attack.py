"""attribution.anonymous-attack."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_attribution.attacks import Attack, attacks
from reliacheck_attribution.context import is_furniture
from reliacheck_attribution.quoting import Quotes

# Shares of findings that held when read; docs/rules says on what.
_SCORE = 0.75
_SCORE_OF_CROWD = 0.6


class AnonymousAttack(Check):
    """Somebody without a name says something against somebody with one.

    What it does
        Finds sentences that rest on an unnamed person ("a former aide said") or on a number of
        people nobody could ask ("some colleagues call"), and that belittle a person who is named in
        them, or in the sentence before: "incompetent", "a bully", "out of her depth". Quotations
        count: they are what the source says. Where this rule speaks up, the rules on unnamed,
        bare and vague sources are silent.

    Why it matters
        Whoever is attacked cannot answer, and the reader cannot see what the attacker has against
        them. Reuters, the AP and the BBC allow unnamed sources for facts, not for opinions of
        people.

    Example
        *“She is out of her depth,” a former aide said of Ms Doe.*

    How to satisfy it
        Get it on the record, or leave it out. Ask the person attacked for an answer.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read; less
        for a crowd, which is a warning only.

    Known false positives
        Words against a thing that stand beside a name.
    """

    id = "attribution.anonymous-attack"
    severity = Severity.ERROR
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`quotes`: whether words in quotation marks count ("include") or not ("ignore")."""

        quotes: Quotes = "include"

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence."""
        for attack in attacks(article, self.settings.quotes):
            if not is_furniture(attack.sentence):
                yield self._finding(article, attack)

    def _finding(self, article: Article, attack: Attack) -> Finding:
        who = " ".join(article.text[slice(*attack.source)].split())
        word = " ".join(article.text[slice(*attack.words)].split())
        whom = attack.name or "A person"
        return self.finding(
            article.locate(*attack.source),
            f'{whom} is attacked ("{word}") by somebody without a name: {who}.',
            score=_SCORE if attack.unnamed else _SCORE_OF_CROWD,
            severity=None if attack.unnamed else Severity.WARNING,
            related=[
                article.related("against", *attack.words),
                article.related("of", *attack.target),
            ],
            evidence={"word": word.lower(), "person": attack.name},
            help="Get it on the record or leave it out; ask the person attacked for an answer.",
        )
