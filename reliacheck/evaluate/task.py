"""What a task has to do: understand a line, score it as the checks do, say what else to show."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from reliacheck.evaluate.metrics import Floats, Point
from reliacheck.session import Session


class Example(NamedTuple):
    """Something that was scored, and what it is."""

    score: float  # 0..1
    label: bool | None  # None: neither, so it is in no figure but the task's own


class Scored(NamedTuple):
    """What came of a line."""

    prediction: dict[str, Any]  # what --predictions writes beside the index
    examples: tuple[Example, ...]  # one for a pair; there may be more in a text
    detail: Any = None  # what the task's own figures are made of


class Confusion(NamedTuple):
    """How often each true class was called what."""

    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]  # a row a true class, a column a predicted one


class Task(ABC):
    """One task, ready to score lines."""

    positive: ClassVar[str]  # what a high score means
    negative: ClassVar[str]
    unit: ClassVar[str]  # what a line is, in the plural
    scored: ClassVar[str] = ""  # what has a score, if that is a part of a line
    threshold: ClassVar[float] = 0.5  # from which on the tool says so, as shipped

    def __init__(self, session: Session) -> None:
        """`session`: plugins and rules, for what the task takes from them."""
        self.session = session

    @abstractmethod
    def case(self, record: Mapping[str, Any], where: str) -> Any:
        """What there is to score in a line.

        Args:
            record: The line's object.
            where: File and line, to name what is read from it.

        Raises:
            ValueError: It is no line of this task; the message says why and what is wanted.
        """

    @abstractmethod
    def score(self, case: Any) -> Scored:
        """The scores of a case, by the very functions that the checks call. ValueError as above."""

    def classes(self, scored: Sequence[Scored]) -> dict[str, int]:
        """How many examples there are of each label, finer ones included."""
        labels = [one.label for line in scored for one in line.examples]
        return {self.positive: labels.count(True), self.negative: labels.count(False)}

    def figures(self, scored: Sequence[Scored], weights: Floats | None) -> dict[str, float]:
        """Further figures; each line counts as often as its weight says, once where None."""
        del scored, weights
        return {}

    def confusion(self, scored: Sequence[Scored]) -> Confusion | None:
        """The confusion matrix where there are more than two classes."""
        del scored
        return None

    def rule(self, scored: Sequence[Scored], weights: Floats | None) -> Point | None:
        """What the rule reports, where that is more than a threshold."""
        del scored, weights
        return None


def load_task(name: str, session: Session) -> Task:
    """The task of this name, which is known."""
    module = import_module(f"reliacheck.evaluate.tasks.{name}")
    task: Task = module.Task(session)
    return task


def class_of(record: Mapping[str, Any], key: str, classes: Mapping[Any, Any]) -> Any:
    """What a label means; ValueError names the labels there are."""
    from reliacheck.errors import did_you_mean

    known = ", ".join(repr(one) if isinstance(one, int) else f'"{one}"' for one in classes)
    if key not in record:
        wrong = next((one for one in record if did_you_mean(one, [key])), None)
        hint = f' (is "{wrong}" meant?)' if wrong else ""
        raise ValueError(f'no "{key}"{hint}: one of {known}')
    label = record[key]
    if isinstance(label, str | int | float) and label in classes:
        return classes[label]
    hint = did_you_mean(label, [str(one) for one in classes]) if isinstance(label, str) else ""
    raise ValueError(f'"{key}" is {label!r:.40}{hint}: one of {known}')
