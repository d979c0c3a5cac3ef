"""Pages for a browser: jinja2 templates, each a whole page that fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reliacheck.errors import ConfigError

if TYPE_CHECKING:
    import jinja2


def page(template: str, **values: Any) -> str:
    """A template of this folder filled in; every value is escaped.

    Raises ConfigError where jinja2 is not installed.
    """
    return environment().get_template(template).render(values)


def need_jinja2() -> None:
    """Raises ConfigError where jinja2 is not installed."""
    environment()


def environment(folder: str = "pages") -> jinja2.Environment:
    """The settings that all pages share, for the templates of a folder of the package.

    Raises ConfigError where jinja2 is not installed.
    """
    try:
        import jinja2  # an extra; and no check has any use for it
    except ImportError:
        raise ConfigError(
            'a page needs jinja2, which is not installed: pip install "reliacheck[report]"'
        ) from None
    return jinja2.Environment(
        loader=jinja2.PackageLoader("reliacheck", folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
