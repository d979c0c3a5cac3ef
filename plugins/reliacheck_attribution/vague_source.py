"""attribution.vague-source."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Sentence, Severity
from reliacheck_attribution.context import is_furniture, is_running
from reliacheck_attribution.crowds import Crowd, crowds
from reliacheck_attribution.hearsay import Hearsay, hearsay
from reliacheck_attribution.people import unnamed_people
from reliacheck_attribution.quoting import Quotes

# Shares of findings that held when read; docs/rules says on what.
_SCORES = {
    "camp": 0.85,
    "counted": 0.75,
    "many": 0.8,
    "party": 0.65,
    "paper": 0.65,
    "agent": 0.65,
    "stir": 0.5,
}
_WARNING = 0.6  # below it a finding is an info
_WHO = "Who says so?", "Name somebody who says so, or the paper or poll that shows it."
_ASKED = {
    "paper": ("Which one?", "Name the paper and who made it."),
    "agent": ("Who, for one?", "Name one of them, or quote what was said."),
    "stir": ("Whose?", "Name somebody who said so, or quote what was said."),
}


class VagueSource(Check):
    """An opinion is given to a crowd: "critics say", "some believe".

    What it does
        Finds statements whose source is a camp or a number of people that nobody could ask:
        critics, supporters, experts, observers, "some", "many". A group that is told apart
        ("experts at the Polar Institute", "critics such as Jane Doe") is let through, and so is one
        whose words a named voice takes up in the same sentence or the next ones.

    Why it matters
        It lends weight without a witness, and it is how a reporter's own view most easily gets
        into copy (Wikipedia calls it a weasel word, WP:WEASEL).

    Example
        *Critics say the law goes too far.*

    How to satisfy it
        Name one of them, or the poll or paper that shows it.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        A group that the paragraphs around make plain, and a summary of named voices that follow.
    """

    id = "attribution.vague-source"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`quotes`: whether words in quotation marks count ("include") or not ("ignore")."""

        quotes: Quotes = "ignore"

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a place; of hearsay only where no crowd is given in the sentence."""
        taken = {mention.sentence.start for mention in unnamed_people(article)}
        given = set(taken)
        for crowd in crowds(article, self.settings.quotes):
            if crowd.sentence.start not in taken and not _is_page(crowd.sentence):
                given.add(crowd.sentence.start)
                yield self._finding(article, crowd)
        for found in hearsay(article, self.settings.quotes):
            if found.sentence.start not in given and not _is_page(found.sentence):
                given.add(found.sentence.start)
                yield self._finding(article, found)

    def _finding(self, article: Article, found: Crowd | Hearsay) -> Finding:
        phrase = " ".join(article.text[found.start : found.end].split())
        score = _SCORES[found.sort]
        question, wanted = _ASKED.get(found.sort, _WHO)
        return self.finding(
            article.locate(found.start, found.end),
            f'{question} "{phrase}" names nobody.',
            score=score,
            severity=Severity.INFO if score < _WARNING else None,
            evidence={"group": found.head, "kind": found.sort},
            help=wanted,
        )


def _is_page(sentence: Sentence) -> bool:
    return not is_running(sentence) or is_furniture(sentence)
