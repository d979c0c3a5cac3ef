"""Who says so: statements without a source, or with one that nobody could ring up."""

from collections.abc import Iterable

from reliacheck import Check, hookimpl
from reliacheck_attribution.anonymous_attack import AnonymousAttack
from reliacheck_attribution.bare_source import BareSource
from reliacheck_attribution.loaded_wording import LoadedWording
from reliacheck_attribution.passive import Passive
from reliacheck_attribution.quote_without_speaker import QuoteWithoutSpeaker
from reliacheck_attribution.unattributed_accusation import UnattributedAccusation
from reliacheck_attribution.unattributed_cause import UnattributedCause
from reliacheck_attribution.unattributed_claim import UnattributedClaim
from reliacheck_attribution.unattributed_number import UnattributedNumber
from reliacheck_attribution.unclear_source import UnclearSource
from reliacheck_attribution.unnamed_source import UnnamedSource
from reliacheck_attribution.vague_source import VagueSource
from reliacheck_attribution.vouching_verb import VouchingVerb


@hookimpl
def reliacheck_checks() -> Iterable[type[Check]]:
    """The rules of this plugin."""
    return [
        AnonymousAttack,
        BareSource,
        LoadedWording,
        Passive,
        QuoteWithoutSpeaker,
        UnattributedAccusation,
        UnattributedCause,
        UnattributedClaim,
        UnattributedNumber,
        UnclearSource,
        UnnamedSource,
        VagueSource,
        VouchingVerb,
    ]
