"""What the user has set: in reliacheck.toml or pyproject.toml, and on the command line."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from reliacheck.checks import Desk
from reliacheck.errors import ConfigError, did_you_mean
from reliacheck.findings import Severity
from reliacheck.settings import coerced, field_names, make_settings
from reliacheck.suppressions import Suppression

if TYPE_CHECKING:
    from pathlib import Path

    from reliacheck.checks import AnyCheck

FILE_NAME = "reliacheck.toml"
_SHARED = "pyproject.toml"
_PYPROJECT_TABLE = "tool.reliacheck"
_TABLES = ("rules", "desk", "suppress")
# What any rule's table may hold beside the rule's own settings.
RULE_KEYS: dict[str, Any] = {"severity": str, "min-score": float, "time-budget": float}


_NO_GLOBS: dict[str, tuple[str, ...]] = {}


class _Options(NamedTuple):
    select: tuple[str, ...] = ("default",)  # rules to run: ids, prefixes, "all", "default"
    ignore: tuple[str, ...] = ()  # rules not to run
    per_path_ignores: dict[str, tuple[str, ...]] = _NO_GLOBS  # glob -> rules
    min_score: float | None = None  # findings below it are counted, not shown; None: by rule
    fail_on: str = "error"  # exit with 1 for findings like this or worse
    format: str = "text"
    baseline: str | None = None  # file of accepted findings
    archive: str | None = None  # what was published: a folder, or what a plugin can open
    ratings: str | None = None  # file that `ratings import` has made
    bundled_ratings: bool = True  # use the ratings that come with reliacheck, too
    plugins: tuple[str, ...] = ()  # local plugin files
    disable_plugins: tuple[str, ...] = ()  # plugins not to load
    time_budget: float = 5.0  # seconds for one check on one article
    max_bytes: int = 2_000_000  # size over which a file is refused
    jobs: int = 1  # processes


class Options(_Options):
    """The settings of a run. Each has the same name in the file, with hyphens."""

    __slots__ = ()

    def __new__(cls, *values: Any, **settings: Any) -> Self:
        """Raises ValueError for a value that means nothing."""
        self = super().__new__(cls, *values, **settings)
        self._refuse_nonsense()
        return self

    def _refuse_nonsense(self) -> None:
        if self.min_score is not None and not 0 <= self.min_score <= 1:
            raise ValueError(f"min-score: expected a number from 0 to 1, not {self.min_score}")
        if not 0 < self.time_budget < math.inf:
            raise ValueError(f"time-budget: expected seconds above 0, not {self.time_budget}")
        if self.jobs < 1:
            raise ValueError(f"jobs: expected 1 or more, not {self.jobs}")
        if self.max_bytes < 1:
            raise ValueError(f"max-bytes: expected 1 or more, not {self.max_bytes}")
        parse_fail_on(self.fail_on)


def parse_fail_on(value: str) -> tuple[Severity | None, float]:
    """("error", "warning", "info", "never" or "score>=S") as severity and score to fail from.

    No severity means never; a score condition holds for any severity. Raises ValueError.
    """
    if value == "never":
        return None, 2.0
    if value.startswith("score>="):
        try:
            score = float(value.removeprefix("score>="))
        except ValueError:
            score = -1.0
        if not 0 <= score <= 1:
            raise ValueError(f"fail-on: the score in {value!r} must be a number from 0 to 1")
        return Severity.INFO, score
    try:
        return Severity.parse(value), 0.0
    except ValueError:
        raise ValueError(
            f"fail-on: expected error, warning, info, score>=S or never, not {value!r}"
        ) from None


class _Config(NamedTuple):
    options: Options
    rules: Mapping[str, Mapping[str, Any]]  # by rule id
    desk: Desk
    suppressions: tuple[Suppression, ...]
    folder: str  # what paths in the settings are relative to
    origins: Mapping[str, str]  # setting -> file or flag


class Config(_Config):
    """All settings with the place each came from.

    `rules` are the rules' tables by id, `origins` the file or flag by setting.
    """

    __slots__ = ()

    def __new__(
        cls,
        options: Options | None = None,
        rules: Mapping[str, Mapping[str, Any]] | None = None,
        desk: Desk | None = None,
        suppressions: tuple[Suppression, ...] = (),
        root: Path | str | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> Self:
        """`root`: None for the working directory."""
        return super().__new__(
            cls,
            options or Options(),
            rules or {},
            desk or Desk(),
            suppressions,
            os.getcwd() if root is None else os.fspath(root),  # noqa: PTH109
            origins or {},
        )

    @property
    def root(self) -> Path:
        """What paths in the settings are relative to."""
        from pathlib import Path  # takes a tenth of a check's time, which most do without

        return Path(self.folder)

    def origin(self, key: str) -> str:
        """Where a setting comes from: a file, a flag or "default"."""
        return self.origins.get(key, "default")

    def min_score_of(self, check: type[AnyCheck] | AnyCheck) -> float:
        """The score from which on a rule's findings are shown: as set for it, for the run, or as
        it says itself."""
        own: float | None = self.rules.get(check.id, {}).get("min-score", self.options.min_score)
        return check.min_score if own is None else own

    def place(self, key: str) -> str:
        """Where a setting was made, for saying what is wrong with it."""
        origin = self.origin(key)
        return origin if origin.startswith("--") else f"{origin}: {key}"

    def name_of(self, path: str) -> str:
        """An article's path as settings and baselines write it: relative to the root if it can be,
        with forward slashes."""
        if path in ("", "-"):
            return path
        absolute = os.path.abspath(path)  # noqa: PTH100 - links in the path stay as they are
        relative = os.path.relpath(absolute, self.folder)
        return (absolute if relative.startswith("..") else relative).replace(os.sep, "/")

    def with_flags(self, flags: Mapping[str, Any], names: Mapping[str, str]) -> Config:
        """The settings with those of the command line (by option field) over them.

        `names` tells what each flag is called. Raises ConfigError for a value that means nothing.
        """
        given = {key: value for key, value in flags.items() if value is not None}
        origins = {key.replace("_", "-"): names[key] for key in given}
        if "select" in given and "ignore" not in given:
            given["ignore"] = ()  # the command line's choice starts afresh
            origins["ignore"] = names["select"]
        try:
            options = Options(**{**self.options._asdict(), **given})
        except ValueError as error:
            raise ConfigError(f"--{error}") from None
        return self._replace(options=options, origins={**self.origins, **origins})


def load_config(path: Path | None = None, start: Path | None = None) -> Config:
    """The settings in `path`, or in the nearest file at or above `start`; else the defaults.

    Raises ConfigError naming the file, the key and what it takes.
    """
    found: Path | None = path
    if path is None:
        folder = os.getcwd() if start is None else os.fspath(start)  # noqa: PTH109
        name = _find(folder)
        if name is None:
            return Config(root=folder)
        from pathlib import Path

        found = Path(name)
    assert found is not None
    table = _read(found)
    if path is not None and found.name == "pyproject.toml" and not table:
        raise ConfigError(f"{found}: has no [{_PYPROJECT_TABLE}] table")
    return _config(found, table)


def _find(folder: str) -> str | None:
    """The nearest file with settings, told without pathlib: most runs have none."""
    while True:
        own, shared = (os.path.join(folder, name) for name in (FILE_NAME, _SHARED))  # noqa: PTH118
        if os.path.isfile(own):  # noqa: PTH113
            return own
        if os.path.isfile(shared) and _names_us(shared) and _has_table(shared):  # noqa: PTH113
            return shared
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _names_us(path: str) -> bool:
    """Whether a file may have settings of ours: spares the parse of every other project's."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return _PYPROJECT_TABLE.encode() in stream.read()
    except OSError:  # somebody else's, further up
        return False


def _has_table(path: str) -> bool:
    from pathlib import Path

    return bool(_read(Path(path)))


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # a run without settings never needs it

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such configuration file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    table: Any = data
    for key in _PYPROJECT_TABLE.split(".") if path.name == "pyproject.toml" else ():
        table = table.get(key, {}) if isinstance(table, dict) else table
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {_PYPROJECT_TABLE} must be a table")
    return table


def _config(path: Path, table: Mapping[str, Any]) -> Config:
    plain = {key: value for key, value in table.items() if key not in _TABLES}
    known = [*(name.replace("_", "-") for name in field_names(Options)), *_TABLES]
    for key in plain:
        if key not in known:
            raise ConfigError(f"{path}: unknown key {key!r}{did_you_mean(key, known)}")
    root = path.parent.resolve()
    for key in ("baseline", "ratings"):
        if isinstance(name := plain.get(key), str):
            plain[key] = str(root / name)
    if isinstance(name := plain.get("archive"), str) and not has_scheme(name):
        plain["archive"] = str(root / name)
    return Config(
        options=make_settings(Options, plain, str(path)),
        rules=_rules(path, table.get("rules", {})),
        desk=_desk(path, root, table.get("desk", {})),
        suppressions=_suppressions(path, table.get("suppress", [])),
        root=root,
        origins={key: str(path) for key in table},
    )


def has_scheme(location: str) -> bool:
    """Whether a location is not a folder but something that a plugin opens ("redis://host/1",
    "jsonl:run.jsonl"); "C:\\stories" is a folder."""
    scheme, colon, _ = location.partition(":")
    return bool(colon) and len(scheme) > 1 and scheme.replace("+", "").replace("-", "").isalnum()


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: expected a table, not {value!r}")
    return value


def _desk(path: Path, root: Path, value: object) -> Desk:
    desk: Desk = make_settings(Desk, _table(value, f"{path}: desk"), f"{path}: desk")
    paths: dict[str, Any] = {
        key: str(root / name)
        for key in ("outlets", "ratings_override")
        if (name := getattr(desk, key)) is not None
    }
    return desk._replace(**paths)


def _rules(path: Path, value: object) -> dict[str, dict[str, Any]]:
    rules = {}
    for rule, given in _table(value, f"{path}: rules").items():
        where = f'{path}: rules."{rule}"'
        table = _table(given, where)
        for key, kind in RULE_KEYS.items():
            if key in table:
                table[key] = coerced(table[key], kind, f"{where}: {key}")
        _refuse_nonsense(table, where)
        rules[rule] = table
    return rules


def _refuse_nonsense(table: Mapping[str, Any], where: str) -> None:
    try:
        Severity.parse(table.get("severity", "info"))
    except ValueError as error:
        raise ConfigError(f"{where}: severity: {error}") from None
    if not 0 <= table.get("min-score", 0) <= 1:
        raise ConfigError(f"{where}: min-score: expected a number from 0 to 1")
    if not 0 < table.get("time-budget", 1) < math.inf:
        raise ConfigError(f"{where}: time-budget: expected seconds above 0")


class _SuppressTable(NamedTuple):
    rule: str = ""
    reason: str = ""
    path: str = "*"
    text: str = ""
    until: str | None = None


def _suppressions(path: Path, value: object) -> tuple[Suppression, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{path}: suppress: expected [[suppress]] tables, not {value!r}")
    return tuple(_suppression(f"{path}: suppress {n}", one) for n, one in enumerate(value, 1))


def _suppression(where: str, value: object) -> Suppression:
    table = _table(value, where)
    if isinstance(table.get("until"), date):  # TOML has dates of its own
        table["until"] = table["until"].isoformat()
    read: _SuppressTable = make_settings(_SuppressTable, table, where)
    if not read.rule or not read.reason:
        raise ConfigError(f"{where}: needs a rule and a reason")
    try:
        until = date.fromisoformat(read.until) if read.until else None
    except ValueError:
        raise ConfigError(f"{where}: until {read.until!r} is not a date (YYYY-MM-DD)") from None
    from pathlib import PurePosixPath

    return Suppression(
        read.rule, read.reason, where, until, str(PurePosixPath(read.path)), read.text
    )
