"""Quotations: every convention and every trap by example, and what holds for any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reliacheck.text.quotations import Quotation, find_quotations

OPENING = frozenset("\"″“”‟„'`‘’‛‚«»‹›「『")


def spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text`, which blank lines part."""
    return [match.span() for match in re.finditer(r"(?:(?!\n\n).)+", text, re.DOTALL)]


def find(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, spans(text))


def sketch(text: str) -> list[str]:
    """The quotations with their marks: '>' for each level, '+' if continued, '~' if unclosed."""
    return [
        ">" * found.depth
        + "+" * found.continued
        + text[found.start : found.end]
        + "~" * (not found.closed)
        for found in find(text)
    ]


DOUBLE = {
    "curly": ("Mayor Okoro said “we are ready” on Monday.", ["“we are ready”"]),
    "straight": ('Okoro said "we are ready" on Monday.', ['"we are ready"']),
    "two": ('"Yes," Okoro said. "Go."', ['"Yes,"', '"Go."']),
    "three side by side": ('"a," "b" and "c"', ['"a,"', '"b"', '"c"']),
    "mixed, curly first": ('“like this" and “that”', ['“like this"', "“that”"]),
    "mixed, straight first": ('"like this” and "that"', ['"like this”', '"that"']),
    "closing mark turned round": ("She saw “like this“ and left.", ["“like this“"]),
    "opening mark turned round": ("”Good,” she said. ”Fine.”", ["”Good,”", "”Fine.”"]),
    "after an em dash": ("He paused—“now”—and left.", ["“now”"]),
    "straight after an em dash": ('He paused—"now"—and left.', ['"now"']),
    "after two hyphens": ('He paused--"now"--and left.', ['"now"']),
    "dash inside the closing mark": ('"I never—" he said. "Well."', ['"I never—"', '"Well."']),
    "in brackets": ('the club ("The Larks") won', ['"The Larks"']),
    "in square brackets": ("[“The Larks”] won", ["“The Larks”"]),
    "brackets inside": ('"[We] won (again)"', ['"[We] won (again)"']),
    "leading ellipsis": ('She said "...and left" again.', ['"...and left"']),
    "spaces inside": ('He called it " odd " twice.', ['" odd "']),
    "space before the closing mark": ('"It is done, " she said.', ['"It is done, "']),
    "no space before": ('the board"s own"words', ['"s own"']),
    "no space after": ('"We won."Then he left.', ['"We won."']),
    "glued speech": ('"We won.""We lost."', ['"We won."', '"We lost."']),
    "possessive, straight": ("on \"Today\"'s set with 'x'", ['"Today"', "'x'"]),
    "possessive, curly": ("“Today”’s set", ["“Today”"]),
    "double primes as marks": ("″We won,″ she said.", ["″We won,″"]),
    "two grave accents, two apostrophes": ("``We won,'' she said.", ["``We won,''"]),
    "two apostrophes on both sides": ("She said ''we won'' twice.", ["''we won''"]),
    "two curly apostrophes": ("‘‘We won,’’ she said.", ["‘‘We won,’’"]),
    "closed by two apostrophes": ("\"We won,'' she said.", ["\"We won,''"]),
    "closed by a single mark": ("the \"zero' plan stood", ["\"zero'"]),
    "Swedish": ("”Vi vann”, sade Lind. ”Ja.”", ["”Vi vann”", "”Ja.”"]),
    "German": (
        "„Ja“, sagte Brandl. „Die ‚Lerche‘ siegt.“",
        ["„Ja“", "„Die ‚Lerche‘ siegt.“", ">‚Lerche‘"],
    ),
    "German with a compound": ("die „Lerche“-Fans", ["„Lerche“"]),
    "Polish": ("„Tak” powiedział", ["„Tak”"]),
    "German, straight closing mark": ('„Ja", sagte Brandl.', ['„Ja"']),
    "French": ("« Oui », dit Morel, « demain ».", ["« Oui »", "« demain »"]),
    "French without spaces": ("«Oui», dit Morel.", ["«Oui»"]),
    "French, narrow spaces": ("«\u202fOui\u202f», dit-il.", ["«\u202fOui\u202f»"]),
    "French, nested": (
        "« Un ‹ deux › et “trois” »",
        ["« Un ‹ deux › et “trois” »", ">‹ deux ›", ">“trois”"],
    ),
    "German guillemets": (
        "»Ja«, sagte er. »Die ›Lerche‹ siegt.«",
        ["»Ja«", "»Die ›Lerche‹ siegt.«", ">›Lerche‹"],
    ),
    "Finnish guillemets": ("»Kyllä», hän sanoi.", ["»Kyllä»"]),
    "Japanese": ("彼は「『春』を読む」と言った。", ["「『春』を読む」", ">『春』"]),
    "Chinese": ("他说：“你好。”然后说“再见”。", ["“你好。”", "“再见”"]),
    "Chinese, single": ("他说‘你好’。", ["‘你好’"]),
}

SINGLE = {
    "British": ("‘We won,’ said Reyl.", ["‘We won,’"]),
    "British, straight": ("'We won,' said Reyl.", ["'We won,'"]),
    "British, nested": ("‘He said “go” twice,’ she said.", ["‘He said “go” twice,’", ">“go”"]),
    "American, nested": ("“He said ‘go’ twice,” she said.", ["“He said ‘go’ twice,”", ">‘go’"]),
    "straight, nested": ("\"He said 'go' twice.\"", ["\"He said 'go' twice.\"", ">'go'"]),
    "straight, nested at the end": ("\"He said 'go.'\" Then", ["\"He said 'go.'\"", ">'go.'"]),
    "nested with a space between": ("“He said ‘go.’ ” Then", ["“He said ‘go.’ ”", ">‘go.’"]),
    "both marks as apostrophes": ("“He said ‘go.’’ Then", ["“He said ‘go.’’", ">‘go.’"]),
    "nested at the start": ("\"'Go' is what he said.\"", ["\"'Go' is what he said.\"", ">'Go'"]),
    "three levels": (
        "“Ana: ‘Ben said “go” to us.’”",
        ["“Ana: ‘Ben said “go” to us.’”", ">‘Ben said “go” to us.’", ">>“go”"],
    ),
    "three levels, straight": (
        '"Ana: \'Ben said "go" now\'"',
        ['"Ana: \'Ben said "go" now\'"', ">'Ben said \"go\" now'", '>>"go"'],
    ),
    "apostrophe inside": ("‘I don’t know,’ said Reyl.", ["‘I don’t know,’"]),
    "plural possessive inside": ("‘The workers’ pay fell,’ he said.", ["‘The workers’ pay fell,’"]),
    "decade inside": ("‘In the ’90s we won,’ he said.", ["‘In the ’90s we won,’"]),
    "title that ends in s": ("the ‘Night Larks’ fans sang", ["‘Night Larks’"]),
    "two titles that end in s": (
        "‘Night Larks’ and ‘Day Owls’ fans",
        ["‘Night Larks’", "‘Day Owls’"],
    ),
    "title, then a possessive far off": (
        "the 'Night Larks' tour began. Later on, many of the fans were at the players' hotel",
        ["'Night Larks'"],
    ),
    "number": ("she said '100 percent' of it", ["'100 percent'"]),
    "year": ("the 'class of 1999' met", ["'class of 1999'"]),
    "possessive, straight": ("'Larks''s set", ["'Larks'"]),
    "possessive, curly": ("the ‘Lark’’s set", ["‘Lark’"]),
    "grave accent": ("It was a `so what?' look.", ["`so what?'"]),
    "apostrophe as closing mark": ("the ‘Lark‘ fans sang", ["‘Lark‘"]),
    "closed by a double mark": ("‘Larks” is a word", ["‘Larks”"]),
    "clipped word inside": ("‘get ‘em all’ he said", ["‘get ‘em all’"]),
    "Swedish": ("”Han sa ’ja’ igen”, sade Lind.", ["”Han sa ’ja’ igen”", ">’ja’"]),
    "full stop inside, glued": ("‘Go!’he said.", ["‘Go!’"]),
}

NOT_QUOTED = [
    "I don't, you don’t and they don‘t know.",
    "In the ’90s, the '80s and the ‘70s.",
    "rock ’n’ roll, rock 'n' roll, rock ‘n’ roll",
    "the workers’ pay and the drivers' hours, the dogs'.",
    "O'Neill and O’Neill met D’Arcy.",
    "Let ‘em, let ’em, let 'em go.",
    "’Twas late, 'til dawn and ‘til noon.",
    "She is 6'2\" and he is 5’11”.",
    'a 5" pipe, a 12" shelf and a 6\' door',
    "4′11″ tall",
    "from Obel ‘08 to Carro ‘16",
    "He left.” Then he came back.",
    'He left" and came back.',
    "Mot » et › rest",
    "[MORE » All about the vote » example.org]",
    "« Previous page",
    "It was the ‘Murk of winter.",
    "talkin’ and singin' all night",
    "nothing marked at all",
    "",
]

UNBALANCED = {
    "runs to the end of the paragraph": ("He said “we won.\n\nThen he left.", ["“we won.~"]),
    "straight": ('He said "we won.\n\nThen he left.', ['"we won.~']),
    "trailing space is left out": ("He said “we won.  \n\nThen", ["“we won.~"]),
    "the next one opens": ("“We won, he said. “We did.”", ["“We won, he said.~", "“We did.”"]),
    "straight, the next one opens": ('"We won. "We did," he said.', ['"We won.~', '"We did,"']),
    "inner one": ("“He said ‘go,” she said.", ["“He said ‘go,”", ">‘go,~"]),
    "stray closing mark between": ("We won.” She said “no”.", ["“no”"]),
    "stray closing mark after": ("She said “no” and left.”", ["“no”"]),
    "stray mark before, straight": ('We won." She said "no" then.', ['"no"']),
    "opening mark alone": ("“", []),
    "empty": ("The word “” and more", ["“”"]),
    "clipped word does not hide the next": (
        "“Get ‘em, he said. “Go.”",
        ["“Get ‘em, he said.~", "“Go.”"],
    ),
}

MEASURES = {
    "feet and inches quoted": ('"He is 6\'2"," Reyl said. "Yes."', ['"He is 6\'2","', '"Yes."']),
    "inches quoted": ('"A 5" pipe burst," she said.', ['"A 5" pipe burst,"']),
    "curly, quoted": ("“He is 6’2” tall,” she said.", ["“He is 6’2” tall,”"]),
    "number at the end": ('He is on the "top 10" list.', ['"top 10"']),
    "number, then another": ('the "top 10" and the "best"', ['"top 10"', '"best"']),
    "year at the end": ('"We met in 1999" he said. "Yes."', ['"We met in 1999"', '"Yes."']),
    "feet in single marks": ("'He is 6' tall,' she said.", ["'He is 6' tall,'"]),
}

RUNNING = {
    "three paragraphs": (
        "“One.\n\n“Two.\n\n“Three,” he said.",
        ["“One.~", "+“Two.~", "+“Three,”"],
    ),
    "straight": ('He said: "One.\n\n"Two."\n\n"Three."', ['"One.~', '+"Two."', '"Three."']),
    "single": (
        "He said: ‘One.\n\n‘Two,’ he added.\n\nThen the ’90s.",
        ["‘One.~", "+‘Two,’"],
    ),
    "straight single": ("'One.\n\n'Two,' he said.", ["'One.~", "+'Two,'"]),
    "nested": (
        "“Ana: ‘One.\n\n“‘Two.\n\n“‘Three.’ And so on.”",
        ["“Ana: ‘One.~", ">‘One.~", "+“‘Two.~", ">+‘Two.~", "+“‘Three.’ And so on.”", ">+‘Three.’"],
    ),
    "the outer one alone goes on": (
        "“One.\n\n“‘Two’ said Ben.”",
        ["“One.~", "+“‘Two’ said Ben.”", ">‘Two’"],
    ),
    "mixed marks": ('“One.\n\n"Two."', ["“One.~", '+"Two."']),
    "French": ("« Un.\n\n« Deux. »", ["« Un.~", "+« Deux. »"]),
    "French, closing mark leads": ("« Un.\n\n»Deux. »", ["« Un.~", "+»Deux. »"]),
    "closed before: a new one": ("“One.”\n\n“Two.”", ["“One.”", "“Two.”"]),
    "does not start with a mark": ("“One.\n\nHe said “two.”", ["“One.~", "“two.”"]),
    "a paragraph between": ("“One.\n\nThen.\n\n“Two.”", ["“One.~", "“Two.”"]),
    "another kind of mark": ("“One.\n\n‘Two.’", ["“One.~", "‘Two.’"]),
    "after attribution": (
        "“One,” he said. “Two.\n\n“Three.”",
        ["“One,”", "“Two.~", "+“Three.”"],
    ),
    "in one paragraph": ("“One. “Two. “Three.”", ["“One.~", "“Two.~", "“Three.”"]),
}

EVERY = {
    f"{group}: {name}": case
    for group, cases in (
        ("double", DOUBLE),
        ("single", SINGLE),
        ("unbalanced", UNBALANCED),
        ("measure", MEASURES),
        ("running", RUNNING),
    )
    for name, case in cases.items()
}


@pytest.mark.parametrize(("text", "expected"), EVERY.values(), ids=EVERY.keys())
def test_quotations(text: str, expected: list[str]) -> None:
    assert sketch(text) == expected


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_not_a_quotation(text: str) -> None:
    assert sketch(text) == []


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“a”", "double"),
        ('"a"', "double"),
        ("``a''", "double"),
        ("‘a’", "single"),
        ("'a'", "single"),
        ("«a»", "guillemet"),
        ("»a«", "guillemet"),
        ("‹a›", "guillemet"),
        ("„a“", "low-high"),
        ("‚a‘", "low-high"),
        ("「a」", "corner"),
        ("『a』", "corner"),
    ],
)
def test_style_is_that_of_the_opening_mark(text: str, style: str) -> None:
    (found,) = find(text)
    assert found.style == style


@pytest.mark.parametrize(
    "text", ["He said “we won” now", "Il dit « we won » hier", "Then ``we won'' now", "“we won \n"]
)
def test_inner_words_are_without_marks_and_outer_space(text: str) -> None:
    (found,) = find(text)
    assert text[found.inner_start : found.inner_end] == "we won"


def test_offsets_are_code_points_into_the_whole_text() -> None:
    text = "Snow 🌨 fell.\n\nLind 🎙 said “brrr 🥶”."
    (found,) = find(text)
    assert text[found.start : found.end] == "“brrr 🥶”"


def test_text_outside_the_paragraphs_is_not_read() -> None:
    text = "“out” “in” “out”"
    assert [text[q.start : q.end] for q in find_quotations(text, [(6, 10)])] == ["“in”"]


def test_no_paragraphs() -> None:
    assert find_quotations("“a”", []) == ()


HOSTILE = {
    "openers": "“ab cdefgh",
    "pairs": "“abcdef” b",
    "possessives": "‘abcdefs’ ",
    "straight": '" abcdefg ',
    "clipped": "'abcdefs  ",
    "kinds": "“‘「«abcdef",
    "spaces": '"         ',
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear(unit: str) -> None:
    """A paragraph of 1 MB with 100,000 marks and more takes about a second, not minutes."""
    text = unit * 100_000
    started = time.process_time()
    find_quotations(text, [(0, len(text))])
    assert time.process_time() - started < 15


def test_long_runs_are_linear() -> None:
    text = "“" * 50_000 + " " * 500_000 + "”" * 50_000 + '"' * 100_000
    started = time.process_time()
    find_quotations(text, [(0, len(text))])
    assert time.process_time() - started < 15


PIECES = ["don’t", "the workers’ pay", "6'2\"", "’90s", "''", "``", " s", "a", "B.", "12", "—"]
texts = st.one_of(
    st.text(),
    st.text(alphabet="\"'“”‘’„‚«»‹›「」`″ .,a1s—(\n"),
    st.lists(st.sampled_from([*PIECES, *"\"'“”‘’„“‚‘«»‹›「」『』`″ ,.(\n"])).map("".join),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and spans of it, in order and apart."""
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(texts.map(lambda text: (text, spans(text))) | articles())
def test_any_text(article: tuple[str, list[tuple[int, int]]]) -> None:
    text, paragraphs = article
    found = find_quotations(text, paragraphs)
    assert [q.start for q in found] == sorted({q.start for q in found})
    for q in found:
        assert q.start < q.inner_start <= q.inner_end <= q.end
        assert text[q.start] in OPENING
        assert any(start <= q.start and q.end <= end for start, end in paragraphs)
        assert q.closed == (q.end > q.inner_end)


@given(texts)
@example("“’″@\"'")
def test_quotations_nest(text: str) -> None:
    found = find(text)
    for index, inner in enumerate(found):
        around = [outer for outer in found[:index] if inner.start < outer.end]
        assert all(inner.end <= outer.inner_end for outer in around)
        assert inner.depth == len(around)


@given(texts)
@example("“\n\n“a")
def test_continued_takes_up_an_unclosed_one(text: str) -> None:
    paragraphs = spans(text)
    found = find(text)
    for q in found:
        if q.continued:
            number = next(n for n, (start, end) in enumerate(paragraphs) if start <= q.start < end)
            start, end = paragraphs[number - 1]
            before = [p for p in found if start <= p.start < end and p.depth == q.depth]
            assert number > 0
            assert any(not p.closed and not text[p.end : end].strip() for p in before)
