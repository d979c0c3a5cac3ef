from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable

import pytest

from reliacheck.budget import BudgetExceeded, describe, run_within

# The alarm may ring in a callback of the garbage collector, which swallows it and says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SHORT = 0.05  # seconds that a function may run
LATE = 5.0  # seconds after which a test may say that it was not stopped


def on_another_thread(work: Callable[[], None]) -> list[BaseException]:
    """What the work raised there."""
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join(LATE)
    assert not thread.is_alive()
    return raised


def sleep() -> None:
    time.sleep(LATE)


def fail() -> None:
    raise LookupError("no such word")


def spin() -> None:
    deadline = time.monotonic() + LATE
    while time.monotonic() < deadline:
        pass


def spin_and_swallow() -> None:
    deadline = time.monotonic() + LATE
    while time.monotonic() < deadline:
        try:
            sum(range(100))
        except Exception:
            continue


def try_again_whatever_happens() -> None:
    deadline = time.monotonic() + LATE
    while time.monotonic() < deadline:
        try:
            sleep()
        except BaseException:
            continue


def swallow_in_a_helper() -> None:
    def helper() -> None:
        try:
            sleep()
        except BaseException:
            return

    deadline = time.monotonic() + LATE
    while time.monotonic() < deadline:
        helper()


def swallow_the_first_alarm() -> None:
    try:
        sleep()
    except BaseException:
        spin()


@pytest.mark.parametrize(
    "work",
    [
        sleep,
        spin,
        spin_and_swallow,
        swallow_the_first_alarm,
        swallow_in_a_helper,
        try_again_whatever_happens,
    ],
)
def test_what_runs_too_long_is_stopped_wherever_it_is(work: Callable[[], None]) -> None:
    began = time.monotonic()
    with pytest.raises(BudgetExceeded):
        run_within(SHORT, work)
    assert time.monotonic() - began < LATE / 2


def test_what_is_in_time_is_left_alone_even_later() -> None:
    done: list[int] = []
    run_within(SHORT, lambda: done.append(1))
    time.sleep(3 * SHORT)
    assert done == [1]


def test_what_the_function_raises_comes_through() -> None:
    with pytest.raises(LookupError):
        run_within(1, fail)


def test_the_alarm_of_the_host_is_put_back() -> None:
    def mine(_signal: int, _frame: object) -> None:
        raise AssertionError("nobody rang")

    before = signal.signal(signal.SIGALRM, mine)
    traced = sys.gettrace()
    try:
        run_within(1, lambda: None)
        with pytest.raises(BudgetExceeded):
            run_within(SHORT, try_again_whatever_happens)
        assert signal.getsignal(signal.SIGALRM) is mine
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
        assert sys.gettrace() is traced
    finally:
        signal.signal(signal.SIGALRM, before)


def test_on_another_thread_the_function_is_left_behind() -> None:
    began = time.monotonic()
    stop = threading.Event()

    def wait() -> None:
        stop.wait(LATE)

    (error,) = on_another_thread(lambda: run_within(SHORT, wait))
    stop.set()
    assert isinstance(error, BudgetExceeded)
    assert time.monotonic() - began < LATE / 2


def test_on_another_thread_results_and_errors_come_through() -> None:
    done: list[int] = []
    assert on_another_thread(lambda: run_within(1, lambda: done.append(1))) == []
    assert done == [1]
    (error,) = on_another_thread(lambda: run_within(1, fail))
    assert isinstance(error, LookupError)


def test_without_timer_signals_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    threads: list[threading.Thread] = []
    run_within(1, lambda: threads.append(threading.current_thread()))
    assert threads[0] is not threading.main_thread()


class Wordless(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("bad"), "ValueError: bad"),
        (ValueError("first\nsecond"), "ValueError: first"),
        (ValueError(), "ValueError"),
        (SystemExit(4), "SystemExit: 4"),
        (BudgetExceeded(), "ran past its time budget"),
        (Wordless(), "Wordless"),
    ],
)
def test_an_error_is_described_in_one_line(error: BaseException, line: str) -> None:
    assert describe(error) == line
