"""attribution.vague-source."""

from collections.abc import Iterator

from reliacheck import Article, Context, Finding, Sentence, Severity
from reliacheck_attribution.attacks import attacks
from reliacheck_attribution.context import is_furniture, is_running
from reliacheck_attribution.crowd_words import contends
from reliacheck_attribution.crowds import Crowd, crowds
from reliacheck_attribution.hearsay import Hearsay, hearsay
from reliacheck_attribution.people import unnamed_people
from reliacheck_attribution.quoting import QuotesCheck

# Shares of findings in sentences that readers who marked up 650 articles had marked.
_SCORES = {
    "camp": 0.88,
    "counted": 0.72,
    "many": 0.78,
    "party": 0.66,
    "paper": 0.7,
    "agent": 0.65,
    "stir": 0.5,
}
_SCORE_OF_PARTY = 0.5  # that says something without taking a side in the verb
_WARNING = 0.6  # below it a finding is an info
_WHO = "Who says so?", "Name somebody who says so, or the paper or poll that shows it."
_ASKED = {
    "paper": ("Which one?", "Name the paper and who made it."),
    "agent": ("Who, for one?", "Name one of them, or quote what was said."),
    "stir": ("Whose?", "Name somebody who said so, or quote what was said."),
}


class VagueSource(QuotesCheck):
    """What is said is given to a crowd, or to papers that are not told: "critics say".

    What it does
        Finds statements whose source is a camp or a number of people that nobody could ask:
        "critics say", "some Republicans fear", "many in the valley believe", "rights groups have
        accused"; studies, polls and reports of which it is not told who made them; and opinions
        that a crowd is said to have ("criticized by activists", "praise from some lawmakers"). A
        group that is told apart ("experts at the Polar Institute", "critics such as Jane Doe") is
        let through. That a named voice follows is no excuse: editors want the name in its place.
        Of words for a stir with nobody behind it ("raised concerns", "drew criticism"), and of a
        party that merely says something, only an info is made.

    Why it matters
        It lends weight without a witness, and it is how a reporter's own view most easily gets
        into copy (Wikipedia calls it a weasel word, WP:WEASEL). No fault is sent back more often.

    Example
        *Critics say the law goes too far.*

    How to satisfy it
        Name one of them, or the poll or paper that shows it.

    How the score is made
        A fixed score a kind: the share of its findings in sentences that readers who marked up
        news as editors do had marked. The kind stands in the evidence: a camp, a counted group
        ("some"), many, a party, a paper, an agent, a stir.

    Known false positives
        A group that the paragraphs around make plain; papers that are linked.
    """

    id = "attribution.vague-source"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a place; of hearsay only where no crowd is given in the sentence."""
        taken = {mention.sentence.start for mention in unnamed_people(article)}
        taken |= {attack.sentence.start for attack in attacks(article)}
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
        if found.sort == "party" and not contends(phrase.split()[-1].lower()):
            score = _SCORE_OF_PARTY
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
