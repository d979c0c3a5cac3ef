"""The tool measures itself on labelled pairs: `reliacheck evaluate` (docs/evaluate.md).

    lines of a file -> a task's cases -> its scores -> figures -> report, predictions, diagram

A task is a module in `reliacheck.evaluate.tasks`; the name of the module is the name of the task.
"""

from __future__ import annotations

__all__ = ["task_names"]


def task_names() -> list[str]:
    """What can be evaluated."""
    from pkgutil import iter_modules

    from reliacheck.evaluate import tasks

    return sorted(module.name for module in iter_modules(tasks.__path__))
