"""How Sphinx builds these pages: sphinx-build -W --keep-going -b html docs OUT."""

from __future__ import annotations

import sys
from pathlib import Path

import reliacheck

sys.path.insert(0, str(Path(__file__).with_name("_ext")))

project = "reliacheck"
author = project_copyright = "The reliacheck authors"
release = version = reliacheck.__version__

extensions = ["myst_parser", "rule_pages"]
highlight_language = "none"
exclude_patterns = ["_build", "_ext"]
myst_heading_anchors = 3

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_title = f"reliacheck {version}"
# Nothing is fetched from elsewhere when a page is read, and pages can be compared between builds.
html_last_updated_fmt = None
html_copy_source = False
