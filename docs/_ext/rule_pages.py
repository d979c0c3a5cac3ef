"""A page for each bundled rule, made from its docstring, and a table of them all.

They are written below docs/rules when a build begins; the folder is not kept under version control.
How often a rule was right is taken from docs/precision.toml.
"""

from __future__ import annotations

import inspect
import json
import logging
import re
import textwrap
import tomllib
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reliacheck import EditionCheck
from reliacheck.checks import AnyCheck
from reliacheck.plugins import load_plugins
from reliacheck.settings import as_table, type_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUNDLED = "reliacheck"  # the distribution whose rules get a page
NOT_MEASURED = "Not yet measured."
# Rules whose score is measured on pairs of texts, and the page below docs/measurements with it.
ON_PAIRS = {
    "syndication.altered-copy": "alterations",
    "syndication.credit-mismatch": "reuse",
    "syndication.credited-copy": "reuse",
    "syndication.edition-overlap": "reuse",
    "syndication.reused-copy": "reuse",
}

# A docstring's section: a line at the margin over an indented text.
_SECTION = re.compile(r"^(\S.*)\n(?= {4}\S)", re.MULTILINE)
_DOCS_PAGE = re.compile(r"\bdocs/([\w/-]+\w)")
_Z = 1.96  # standard deviations either side of the mean that hold 95 %

logger = logging.getLogger("sphinx.rule_pages")  # Sphinx counts what is warned below its name


class Measured(NamedTuple):
    """How a rule fared when its findings were read."""

    judged: int
    right: int
    command: str
    note: str = ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Has the pages written at the start of a build."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(app: Sphinx) -> None:
    """Writes what has changed and removes the pages of rules that are gone."""
    docs = Path(app.srcdir)
    checks = bundled_checks()
    measured = read_precision(docs / "precision.toml", checks)
    pages = {
        f"{rule}.md": "\n".join(page(check, measured.get(rule), docs))
        for rule, check in checks.items()
    }
    pages["index.md"] = "\n".join(index(checks, measured))
    folder = docs / "rules"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def bundled_checks() -> dict[str, type[AnyCheck]]:
    """The check classes that come with reliacheck, by rule id."""
    plugins = load_plugins()
    for plugin in plugins.found:
        for failure in plugin.failures:
            logger.warning("plugin %s: %s", plugin.name, failure.problem)
    return {
        rule: check for rule, check in plugins.checks.items() if plugins.owner(rule).dist == BUNDLED
    }


def read_precision(path: Path, rules: typing.Container[str]) -> dict[str, Measured]:
    """What precision.toml tells of these rules; a warning for each entry that cannot be used."""
    entries: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")).get("rules", {})
    measured = {}
    for rule, entry in entries.items():
        if rule not in rules:
            logger.warning("%s: there is no rule %s", path.name, rule)
            continue
        try:
            measured[rule] = _measured(entry)
        except (TypeError, ValueError) as error:
            logger.warning("%s: %s: %s", path.name, rule, error)
    return measured


def _measured(entry: Mapping[str, Any]) -> Measured:
    one = Measured(**entry)
    if not 0 <= one.right <= one.judged or one.judged == 0:
        raise ValueError(f"{one.right} of {one.judged} cannot be")
    return one


def page(check: type[AnyCheck], measured: Measured | None, docs: Path) -> Iterator[str]:
    """The lines of a rule's page."""
    intro, *rest = _SECTION.split(inspect.getdoc(check) or "")
    yield f"# {check.id}\n"
    yield f"{_linked(intro, docs)}\n"
    yield from facts(check)
    for title, text in zip(rest[::2], rest[1::2], strict=True):
        yield f"## {title}\n"
        yield f"{_linked(textwrap.dedent(text).strip(), docs)}\n"
    yield "## Measured\n"
    yield f"{_told(check.id, measured)}\n"
    yield from settings(check)


def _linked(text: str, docs: Path) -> str:
    """With mentions of other pages ("docs/measurements/headlines") as links."""

    def link(found: re.Match[str]) -> str:
        name = found[1]
        return f"[{name}](../{name}.md)" if (docs / f"{name}.md").exists() else found[0]

    return _DOCS_PAGE.sub(link, text.strip())


def facts(check: type[AnyCheck]) -> Iterator[str]:
    """What the class says of itself, as a list."""
    yield f"- Severity: {check.severity}"
    yield f"- Runs by default: {'yes' if check.default else 'no, only if selected by name'}"
    looks_at = "all articles of a run" if issubclass(check, EditionCheck) else "one article"
    yield f"- Looks at: {looks_at}"
    yield f"- Needs: {', '.join(f'`{need}`' for need in sorted(check.needs)) or 'nothing'}"
    if check.aliases:
        yield f"- Former names: {', '.join(f'`{alias}`' for alias in check.aliases)}"
    yield ""


def settings(check: type[AnyCheck]) -> Iterator[str]:
    """The rule's own settings with their defaults; any rule's are on the page of the settings."""
    yield "## Settings\n"
    hints = typing.get_type_hints(check.Settings)
    if hints:
        yield f"{_with_keys(inspect.getdoc(check.Settings) or '', hints)}\n"
        yield "| setting | takes | default |"
        yield "|---|---|---|"
        for name, default in as_table(check().settings).items():
            takes = type_name(hints[name.replace("-", "_")])
            yield f"| `{name}` | {takes} | `{json.dumps(default, ensure_ascii=False)}` |"
        yield ""
    else:
        yield "None of its own.\n"
    yield (
        f'They stand in `[rules."{check.id}"]`, with those that '
        "[any rule has](../configuration.md#rules).\n"
    )


def _with_keys(text: str, fields: typing.Iterable[str]) -> str:
    """With fields named as they are written in a settings file."""
    for name in fields:
        text = text.replace(f"`{name}`", f"`{name.replace('_', '-')}`")
    return text


def _told(rule: str, measured: Measured | None) -> str:
    if measured is None:
        name = ON_PAIRS.get(rule)
        if name is None:
            return NOT_MEASURED
        return (
            "No findings of a newsroom's run have been read yet. What the rule goes by is measured"
            f" on pairs of texts: [measurements/{name}](../measurements/{name}.md)."
        )
    low, high = interval(measured.right, measured.judged)
    told = (
        f"Of {measured.judged} findings that were read, {measured.right} held:"
        f" {measured.right / measured.judged:.2f} (95 % interval {low:.2f} to {high:.2f})."
    )
    return "\n\n".join(filter(None, (told, measured.note, f"`{measured.command}`")))


def interval(right: int, judged: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, spread = right / judged, _Z**2 / judged
    middle = share + spread / 2
    half = _Z * (share * (1 - share) / judged + spread / (4 * judged)) ** 0.5
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def index(checks: Mapping[str, type[AnyCheck]], measured: Mapping[str, Measured]) -> Iterator[str]:
    """The lines of the table of rules."""
    yield "# Rules\n"
    yield (
        "The rules that come with reliacheck. `reliacheck rules` prints this table with yours in"
        " it, `reliacheck rules RULE` one page with the settings in force.\n"
    )
    yield "| rule | finds | severity | by default | precision |"
    yield "|---|---|---|---|---|"
    for rule, check in checks.items():
        summary = (inspect.getdoc(check) or "").partition("\n")[0]
        on = "on" if check.default else "off"
        share = _share(rule, measured.get(rule))
        yield f"| [{rule}]({rule}.md) | {summary} | {check.severity} | {on} | {share} |"
    yield "\n*Precision* is the share of findings that held when they were read; see each page."
    yield "*On pairs*: measured on pairs of texts, on the page that the rule's page names.\n"
    yield "```{toctree}"
    yield ":hidden:\n"
    yield from checks
    yield "```\n"


def _share(rule: str, measured: Measured | None) -> str:
    if measured is None:
        return "on pairs" if rule in ON_PAIRS else "not yet measured"
    return f"{measured.right / measured.judged:.2f} of {measured.judged}"
