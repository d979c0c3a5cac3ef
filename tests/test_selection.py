from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pytest

from reliacheck import Article, Check, Context, Finding
from reliacheck.errors import ConfigError
from reliacheck.selection import canonical, ignored_here, resolve, selected


def rule(name: str, *, default: bool = True, aliases: tuple[str, ...] = ()) -> type[Check]:
    on, former = default, aliases

    class Made(Check):
        """A rule."""

        id = name
        default: ClassVar[bool] = on
        aliases: ClassVar[tuple[str, ...]] = former

        def check(self, article: Article, context: Context) -> Iterable[Finding]:
            return ()

    return Made


CHECKS = {
    made.id: made
    for made in (
        rule("desk.label"),
        rule("desk.length", default=False),
        rule("desks.number", aliases=("desk.number",)),
        rule("wire.credit", aliases=("wire.attribution", "credits.wire")),
    )
}
ON = {"desk.label", "desks.number", "wire.credit"}


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        (["default"], [], ON),
        (["all"], [], set(CHECKS)),
        ([], [], set()),
        (["desk"], [], {"desk.label"}),
        (["desk.length"], [], {"desk.length"}),
        (["default", "desk.length"], [], set(CHECKS)),
        (["desk", "wire"], [], {"desk.label", "wire.credit"}),
        (["desks"], [], {"desks.number"}),
        (["all"], ["desk"], {"desks.number", "wire.credit"}),
        (["all"], ["desk.length"], ON),
        (["desk.length"], ["desk"], set()),
        (["default"], ["all"], set()),
        (["credits.wire"], [], {"wire.credit"}),
        (["desk.number"], [], {"desks.number"}),
        (["default"], ["wire.attribution"], {"desk.label", "desks.number"}),
    ],
)
def test_what_runs(select: list[str], ignore: list[str], runs: set[str]) -> None:
    assert selected(CHECKS, select, ignore) == runs


@pytest.mark.parametrize(
    ("selector", "says"),
    [
        ("desk.lable", "no rule 'desk.lable' (did you mean \"desk.label\"?)"),
        ("wires", "no rule 'wires' (did you mean \"wire\"?)"),
        ("des", "no rule 'des'"),
        ("al", "no rule 'al' (did you mean \"all\"?)"),
        ("", "no rule ''"),
        ("Wire.Credit", "no rule 'Wire.Credit'"),
    ],
)
@pytest.mark.parametrize("ignore", [False, True])
def test_a_selector_that_means_nothing_is_an_error(selector: str, says: str, ignore: bool) -> None:
    select, drop = (["all"], [selector]) if ignore else ([selector], [])
    with pytest.raises(ConfigError) as caught:
        selected(CHECKS, select, drop)
    assert str(caught.value).startswith(says)


def test_a_former_id_leads_to_the_present_one() -> None:
    assert canonical(CHECKS, "wire.attribution") == "wire.credit"
    assert canonical(CHECKS, "wire.credit") == "wire.credit"
    assert canonical(CHECKS, "wire") == "wire"
    assert resolve(CHECKS, "credits.wire") == ["wire.credit"]


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("opinion/may/a.txt", ["desk", "wire.credit"]),
        ("opinion/a.md", ["desk"]),
        ("news/opinion/a.txt", ["wire.credit"]),
        ("Opinion/a.md", []),
    ],
)
def test_what_is_ignored_goes_by_all_globs_that_the_path_fits(
    path: str, ignored: list[str]
) -> None:
    globs = {"opinion/*": ["desk"], "*.txt": ["wire.credit"]}
    assert ignored_here(path, globs) == ignored
