"""Plugins that open sockets: when they do, and what they declare, for where they are not installed or not loaded."""

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    """`values`, `lists` and `flags` are its options; `keys` have their types; `beside` is the plugin without which it
    opens no socket, `workers` whether it needs the workers too."""

    distribution: str
    module: str
    beside: str = ""
    workers: bool = False
    markers: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


KNOWN = {
    "rerunfailures": Known(
        "pytest-rerunfailures",
        "pytest_rerunfailures",
        beside="xdist",
        markers=("flaky(reruns=1, reruns_delay=0): mark test to re-run up to 'reruns' times.",),
        values=(
            "--reruns",
            "--reruns-delay",
            "--reruns-delay-backoff-factor",
            "--force-reruns",
            "--reruns-mode",
            "--max-suite-reruns",
        ),
        lists=("--only-rerun", "--rerun-except", "--rerun-exclude-path"),
        flags=("--fail-on-flaky", "--rerun-show-tracebacks"),
        keys=(
            ("reruns", "string"),
            ("reruns_delay", "string"),
            ("reruns_delay_backoff_factor", "string"),
            ("only_rerun", "linelist"),
            ("rerun_except", "linelist"),
        ),
    ),
    "pytest-retry": Known(
        "pytest-retry",
        "pytest_retry.retry_plugin",
        beside="xdist",
        workers=True,
        markers=("flaky(retries=1, delay=0, only_on=..., exclude=..., condition=...): indicate a flaky test.",),
        values=("--retries", "--retry-delay", "--cumulative-timing", "--retry-outcome"),
        keys=(
            ("retries", "string"),
            ("retry_delay", "string"),
            ("cumulative_timing", "bool"),
            ("retry_outcome", "string"),
        ),
    ),
}
