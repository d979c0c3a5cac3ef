"""Tell the language of an article, cheaply.

English, which most copy is, is settled by its function words in a fraction of a millisecond, and
a script that one language writes (Greek, Thai, Korean ...) by its letters; neither imports a
library. Only other copy in the Latin script, and scripts that several languages share, go to
Google's CLD3, if it is installed (`pip install reliacheck[language]`).
Measured in docs/measurements/language.md.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import import_module
from operator import itemgetter
from typing import NamedTuple

# Code points that are read from the start of the text: about 400 English words.
SAMPLE = 2400
# A text in the Latin script with fewer words is not judged, unless its function words settle it.
FEWEST_WORDS = 4
# So many different English function words, at this share of all words, make a text English, if
# they are this many times as many as the foreign ones; else it is a mix.
ENGLISH_DIFFERENT = 4
ENGLISH_SHARE = 0.15
ENGLISH_LEAD = 8
# Of a text up to this length (words; a news flash) fewer are asked for.
SHORT_NEWS = 40
ENGLISH_DIFFERENT_SHORT = 2
# With this share of ASCII a text is in the Latin script, and its letters need not be counted.
ASCII_SHARE = 0.85
# A script rules a text when its letters make up this share of the bytes of all letters (in UTF-8,
# for a Chinese character says about as much as three Latin letters), and so many at least.
SCRIPT_SHARE = 0.75
FEWEST_BYTES = 12
# The library calls itself reliable at 0.7; of a text with fewer words it must be surer (0..1).
SHORT = 20
SURE_IF_SHORT = 0.99
# Its codes for languages that have another one in ISO 639-1. It has more that are not of two
# letters: languages without such a code (ceb), and languages in Latin letters (hi-Latn), which are
# mostly its mistakes.
_CODES = {"iw": "he", "fil": "tl"}

# Function words of which other languages write few: not "a", "an", "do", "no", "so" or "my".
_ENGLISH = (
    "the of to and in that is was for with on it at by as from be have had has are were been being"
    " he she his him they their them we our you your this these those there then than its it's it’s"
    " will would could should can about because before after between both during each every how"
    " into just many more most much only or other out over up under since some such through until"
    " what when where whether while which who whose why not but all if against again himself now"
    " two first said says told don't don’t didn't didn’t"
)
ENGLISH = frozenset(_ENGLISH.split())

# Those that no other language of the Latin script has ("in", "was", "is", "of" are Dutch, too).
ONLY_ENGLISH = frozenset(
    "the and that with from this these have has were they their which would there said says when"
    " what because about been could should who whose".split()
)

# The commonest words of the Latin-script languages that newsrooms send most, less those of English
# and of the names in English copy (de, la, von, el; Dan, UN, George W.).
_FOREIGN = (
    "das dem und nicht ist sie zu im sich mit ein eine auf für auch dass nach aus bei",  # German
    "les une est que qui dans pour pas sur aux",  # French
    "en una para se su lo más pero",  # Spanish
    "il che è della sono gli nel anche alla si",  # Italian
    "os em um uma não mais ao como foi ser",  # Portuguese
    "het een dat niet op zijn voor te aan ook naar maar nie vir",  # Dutch, Afrikaans
    "og det som er til af av på ikke ble blev har fra jeg",  # Danish, Norwegian
    "och att är inte ett för till hade",  # Swedish
    "ja ei oli että hän ovat mutta kun noin",  # Finnish
    "z na nie się jest że od dla jak po",  # Polish
    "je že ve jsou jako ale asi",  # Czech
    "az és hogy nem egy volt",  # Hungarian
    "și nu cu pe este sunt mai din",  # Romanian
    "ve bir bu için ile olarak çok daha gibi olan ama sonra değil yeni",  # Turkish
    "yang ini itu dengan untuk tidak dari pada",  # Indonesian, Malay
    "và của là có được các những cho không người một này đã sẽ khi với",  # Vietnamese
    "ang ng sa mga ay ya wa kwa katika",  # Filipino, Swahili
)
FOREIGN = frozenset(" ".join(_FOREIGN).split())

# Scripts, by the first word of the Unicode names of their letters, that one language of the news
# writes.
_ONE_LANGUAGE = {
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAANA": "dv",
    "THAI": "th",
    "TIBETAN": "bo",
}
# Scripts that are written together.
_SAME_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK"}


class _Mark(NamedTuple):
    """Letters that tell one language of a script: in its news they make up `share` at least."""

    language: str
    letters: str
    share: float

    def fits(self, letters: Counter[str]) -> bool:
        """Whether they make up their share of the letters of a text."""
        return sum(letters[one] for one in self.letters) >= self.share * letters.total()


# For scripts of several languages, in order: the first that fits. The shares lie far under what the
# language shows, and over what a name or a quotation brings in. "" and what no mark tells are left
# to the library.
_MARKS = {
    "CYRILLIC": (
        _Mark("kk", "әғқңұ", 0.02),
        _Mark("be", "ў", 0.003),
        _Mark("uk", "іїєґ", 0.02),
        _Mark("sr", "ђћ", 0.003),
        _Mark("mk", "ѓќѕ", 0.002),
        _Mark("", "ѐѝіјљњџөүһҗҙҡҫҳҷӑӗӣӯӏ", 0.003),
        _Mark("ru", "ыэ", 0.01),
        _Mark("bg", "ъ", 0.005),
    ),
    "ARABIC": (
        _Mark("sd", "ڪٿڻ", 0.02),
        _Mark("ug", "ۇۈۋ", 0.02),
        _Mark("ku", "ەێۆڕڵ", 0.03),
        _Mark("ps", "ټډړښږګ", 0.01),
        _Mark("ur", "ٹڈڑےں", 0.02),
        _Mark("fa", "پچژگیک", 0.02),
        _Mark("ar", "الي", 0.1),
    ),
    "CJK": (
        _Mark("ja", "のにはをたがでとしいる", 0.03),
        _Mark("zh", "的了是们這这說说個个為为", 0.01),
    ),
}


def detect_language(text: str) -> str | None:
    """The language that a text is written in, judged by its first few hundred words.

    Returns its ISO 639-1 code, or None when it cannot be told: the text is too short, is a mix of
    languages, or needs the library and that is not installed.
    """
    sample = text[:SAMPLE].lower()
    if len(sample.encode("ascii", "ignore")) >= ASCII_SHARE * len(sample):
        return _language_of_latin(sample)
    letters = Counter(filter(str.isalpha, sample))
    script = _ruling_script(letters)
    if script is None:
        return None
    if script == "LATIN":
        return _language_of_latin(sample)
    return _language_of_script(script, letters) or _ask_library(sample)


def _language_of_latin(sample: str) -> str | None:
    words = [word for word in sample.split() if word[0].isalpha()]
    english = [word for word in words if word in ENGLISH]
    if len(english) >= ENGLISH_SHARE * len(words) and len(set(english)) >= ENGLISH_DIFFERENT:
        foreign = sum(word in FOREIGN for word in words)
        return "en" if len(english) >= ENGLISH_LEAD * foreign else None
    if len(words) < FEWEST_WORDS:
        return None
    return _ask_library(sample) or ("en" if _is_short_english(words) else None)


def _is_short_english(words: list[str]) -> bool:
    """Whether so few words are English: two of its function words, one of them no other's."""
    words = [word.strip('.,;:!?"”“()') for word in words]
    english = [word for word in words if word in ENGLISH]
    return (
        len(words) <= SHORT_NEWS
        and len(set(english)) >= ENGLISH_DIFFERENT_SHORT
        and len(english) >= ENGLISH_SHARE * len(words)
        and not ONLY_ENGLISH.isdisjoint(english)
        and not any(word in FOREIGN for word in words)
    )


def _ruling_script(letters: Counter[str]) -> str | None:
    """The script that nearly all letters belong to; None for a mix, or for too few letters."""
    found: Counter[str] = Counter()
    for letter, count in letters.items():
        found[_script(letter)] += count * _bytes(letter)
    script, share = max(found.items(), key=itemgetter(1), default=("", 0))
    return script if share >= max(FEWEST_BYTES, SCRIPT_SHARE * found.total()) else None


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return _SAME_SCRIPT.get(name, name)


def _bytes(letter: str) -> int:
    """The length of a letter in UTF-8."""
    return 1 + (letter >= "\x80") + (letter >= "\u0800")


def _language_of_script(script: str, letters: Counter[str]) -> str | None:
    """The language that a script, or the marks among its letters, leave no doubt about."""
    fits = (mark.language for mark in _MARKS.get(script, ()) if mark.fits(letters))
    return _ONE_LANGUAGE.get(script) or next(fits, None)


def _ask_library(sample: str) -> str | None:
    """What CLD3 says, if it is installed and sure."""
    try:
        cld3 = import_module("gcld3")
    except ImportError:
        return None
    detector = cld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * SAMPLE)
    found = detector.FindLanguage(text=sample.encode("utf-8", "ignore").decode())
    code = _CODES.get(found.language, found.language)
    sure = len(sample.split()) >= SHORT or found.probability >= SURE_IF_SHORT
    return code if found.is_reliable and sure and len(code) == 2 else None
