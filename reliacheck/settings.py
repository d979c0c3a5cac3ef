"""From a table in the configuration to a check's typed settings."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

from reliacheck.errors import ConfigError, did_you_mean


def make_settings(cls: type[Any], table: Mapping[str, object], where: str) -> Any:
    """An instance of a Settings dataclass, or of a NamedTuple, from a table whose keys are written
    with hyphens.

    Fields may be bool, int, float, str, Literal, tuple[X, ...], dict[str, X] and X | None.
    A named tuple's `__post_init__` is called as a dataclass calls its own: a ValueError of it is a
    value that means nothing. Raises ConfigError naming `where`, the key and what it takes.
    """
    hints = typing.get_type_hints(cls)
    names = {name.replace("_", "-"): name for name in field_names(cls)}
    values = {}
    for key, value in table.items():
        if key not in names:
            takes = ", ".join(names) or "none"
            raise ConfigError(
                f"{where}: unknown setting {key!r}{did_you_mean(key, list(names))}; it has: {takes}"
            )
        values[names[key]] = coerced(value, hints[names[key]], f"{where}: {key}")
    try:
        made = cls(**values)
        if isinstance(made, tuple) and hasattr(made, "__post_init__"):
            made.__post_init__()
    except ValueError as error:
        raise ConfigError(f"{where}: {error}") from None
    return made


def coerced(value: Any, hint: Any, where: str) -> Any:
    """`value` as the annotated type, or ConfigError. Lists become tuples, integers floats."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return coerced(value, next(a for a in arguments if a is not type(None)), where)
    if origin is Literal:
        if value not in arguments:
            raise ConfigError(f"{where}: {value!r} is not one of {', '.join(map(repr, arguments))}")
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(coerced(item, arguments[0], where) for item in value)
    if origin is dict and isinstance(value, dict):
        return {key: coerced(item, arguments[1], f"{where}.{key}") for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if (
        isinstance(hint, type)
        and isinstance(value, hint)
        and isinstance(value, bool) == (hint is bool)
    ):
        return value
    raise ConfigError(f"{where}: expected {type_name(hint)}, not {value!r}")


def type_name(hint: Any) -> str:
    """How a type is called in a message to a user."""
    if get_origin(hint) is tuple:
        items = {int: "whole numbers", float: "numbers", str: "strings"}
        return f"a list of {items.get(get_args(hint)[0], 'values')}"
    if get_origin(hint) is dict:
        return "a table"
    if get_origin(hint) is Literal:
        return " or ".join(f'"{one}"' for one in get_args(hint))
    plain = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
    return plain.get(hint, str(hint))


def as_table(settings: Any) -> dict[str, Any]:
    """A settings instance as the table that would make it."""
    return {name.replace("_", "-"): getattr(settings, name) for name in field_names(type(settings))}


def field_names(cls: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a dataclass or a NamedTuple."""
    if issubclass(cls, tuple):
        return tuple(getattr(cls, "_fields", ()))
    return tuple(field.name for field in dataclasses.fields(cls))


def supported_type(hint: Any) -> bool:
    """Whether a settings file can give a value of this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        others = [one for one in arguments if one is not type(None)]
        return len(others) == 1 and supported_type(others[0])
    if origin is tuple:
        return len(arguments) == 2 and arguments[1] is Ellipsis and supported_type(arguments[0])
    if origin is dict:
        return arguments[0] is str and supported_type(arguments[1])
    return origin is Literal or hint in (bool, int, float, str)
