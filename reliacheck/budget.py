"""Running a function for no longer than it may."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, TypeVar

T = TypeVar("T")


class BudgetExceeded(BaseException):
    """Raised inside a function that ran too long; no `except Exception` of its own stops it."""


# A check that swallows the first alarm is reminded at this interval, in seconds; after so many
# reminders it is not let into its next line.
_AGAIN = 0.05
_PATIENCE = 3


def run_within(seconds: float, function: Callable[[], None]) -> None:
    """Calls the function; raises BudgetExceeded once it has run for `seconds`.

    The main thread is interrupted by a timer signal, wherever it is. On another thread, or where
    there are no such signals (Windows), the function runs in a thread that is left behind.
    """
    if not (hasattr(signal, "setitimer") and _run_under_alarm(seconds, function)):
        _run_in_thread(seconds, function)


def call_within(seconds: float, function: Callable[[], T]) -> T:
    """What the function returns; raises BudgetExceeded as `run_within` does."""
    answers: list[T] = []
    run_within(seconds, lambda: answers.append(function()))
    return answers[0]


def _run_under_alarm(seconds: float, function: Callable[[], None]) -> bool:
    """Whether it could be done: only the main thread can."""
    rung = 0
    tracing = sys.gettrace()

    def guarded() -> None:
        function()

    def ring(_signal: int, frame: FrameType | None) -> None:
        nonlocal rung
        if not _is_below(frame, guarded.__code__):
            return  # it is over: an alarm that comes late must not hit what runs next
        rung += 1
        if rung > _PATIENCE:
            _stop_handlers(frame, guarded.__code__)
        raise BudgetExceeded

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:
        return False
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        guarded()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(tracing)
    return True


def _is_below(frame: FrameType | None, code: CodeType) -> bool:
    """Whether a call of `code` is among the callers of a frame, or is it."""
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


def _stop_handlers(frame: FrameType | None, until: CodeType) -> None:
    """Lets the next line of the check's own code raise as well: that of `except: continue`."""

    def refuse(_frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            raise BudgetExceeded
        return refuse

    sys.settrace(lambda *_: None)  # frames that are entered from here on are let be
    while frame is not None and frame.f_code is not until:
        frame.f_trace = refuse
        frame = frame.f_back


def _run_in_thread(seconds: float, function: Callable[[], None]) -> None:
    import threading  # to ask it which thread is the main one would cost every check

    raised: list[BaseException] = []

    def work() -> None:
        try:
            function()
        except BaseException as error:  # handed to the caller's thread below
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise BudgetExceeded
    if raised:
        raise raised[0]


def describe(error: Any) -> str:
    """One line for a failed check."""
    if isinstance(error, BudgetExceeded):
        return "ran past its time budget"
    try:
        said = str(error).strip()
    except Exception:  # an error class of a plugin's own may be broken too
        said = ""
    name = type(error).__name__
    return f"{name}: {said.splitlines()[0]}" if said else name
