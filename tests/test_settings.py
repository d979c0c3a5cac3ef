from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import pytest

from reliacheck.errors import ConfigError
from reliacheck.settings import as_table, make_settings, supported_type


@dataclass(frozen=True, slots=True)
class Every:
    """A field of every type that a settings file can give."""

    flag: bool = False
    count: int = 3
    share_of_words: float = 0.5
    name: str = "port"
    mode: Literal["strict", "loose"] = "strict"
    names: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    table: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    maybe: str | None = None

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("count: expected 0 or more")


def made(**table: Any) -> Every:
    settings: Every = make_settings(Every, table, 'rules."house.mark"')
    return settings


@pytest.mark.parametrize(
    ("key", "given", "becomes"),
    [
        ("flag", True, True),
        ("count", 7, 7),
        ("share-of-words", 0.25, 0.25),
        ("share-of-words", 1, 1.0),
        ("name", "", ""),
        ("mode", "loose", "loose"),
        ("names", ["a", "b"], ("a", "b")),
        ("names", [], ()),
        ("shares", [1, 0.5], (1.0, 0.5)),
        ("table", {"a": 1}, {"a": 1}),
        ("lists", {"opinion/*": ["a"]}, {"opinion/*": ("a",)}),
        ("maybe", "yes", "yes"),
    ],
)
def test_a_value_becomes_the_type_of_its_field(key: str, given: object, becomes: object) -> None:
    value = as_table(made(**{key: given}))[key]
    assert value == becomes
    assert type(value) is type(becomes)


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("flag", 1, "flag: expected true or false, not 1"),
        ("flag", "yes", "flag: expected true or false, not 'yes'"),
        ("count", True, "count: expected a whole number, not True"),
        ("count", 1.5, "count: expected a whole number, not 1.5"),
        ("share-of-words", True, "share-of-words: expected a number, not True"),
        ("share-of-words", "0.5", "share-of-words: expected a number, not '0.5'"),
        ("name", 5, "name: expected a string, not 5"),
        ("mode", "lax", "mode: 'lax' is not one of 'strict', 'loose'"),
        ("names", "a", "names: expected a list of strings, not 'a'"),
        ("names", ["a", 1], "names: expected a string, not 1"),
        ("table", ["a"], "table: expected a table, not ['a']"),
        ("table", {"a": "b"}, "table.a: expected a whole number, not 'b'"),
        ("maybe", 1, "maybe: expected a string, not 1"),
        ("count", -1, "count: expected 0 or more"),
    ],
)
def test_another_type_is_refused_with_the_key_and_what_it_takes(
    key: str, given: object, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        made(**{key: given})
    assert str(caught.value) == f'rules."house.mark": {says}'


def test_an_unknown_key_names_the_nearest_and_all_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        made(**{"share-of-word": 0.5})
    assert "unknown setting 'share-of-word' (did you mean \"share-of-words\"?)" in str(caught.value)
    assert "it has: flag, count, share-of-words" in str(caught.value)


def test_a_field_is_not_written_with_underscores() -> None:
    with pytest.raises(ConfigError, match='did you mean "share-of-words"'):
        made(share_of_words=0.5)


def test_a_rule_without_settings_says_so() -> None:
    @dataclass(frozen=True)
    class Nothing:
        pass

    with pytest.raises(ConfigError, match=r"it has: none"):
        make_settings(Nothing, {"words": 3}, "rules")


def test_settings_make_the_table_that_makes_them() -> None:
    settings = Every(flag=True, names=("a",), share_of_words=0.1)
    table = {key: value for key, value in as_table(settings).items() if key != "maybe"}
    lists = {key: list(one) if isinstance(one, tuple) else one for key, one in table.items()}
    assert made(**lists) == settings


@pytest.mark.parametrize(
    "hint", [bool, int, float, str, str | None, Literal["a"], tuple[int, ...], dict[str, float]]
)
def test_types_that_a_file_can_give(hint: object) -> None:
    assert supported_type(hint)


@pytest.mark.parametrize(
    "hint",
    [list[str], set[str], bytes, object, tuple[str, int], dict[int, str], int | str, Any, complex],
)
def test_types_that_no_file_can_give(hint: object) -> None:
    assert not supported_type(hint)


class Span(NamedTuple):
    """Named tuples are made by no `__init__` that could look at the values."""

    days: int = 7

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"days: expected 0 or more, not {self.days}")


def test_a_named_tuple_may_refuse_a_value_as_a_dataclass_may() -> None:
    assert make_settings(Span, {"days": 0}, "here") == Span(0)
    with pytest.raises(ConfigError, match=r"^here: days: expected 0 or more, not -1$"):
        make_settings(Span, {"days": -1}, "here")
