"""What the commands share: the call that is examined, and where the answer goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from doctor.errors import UsageError
from doctor.model.invocation import Invocation
from doctor.reports.style import Style

SUPPORTED = ("7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "9.0", "9.1", "9.2")


def invocation(
    path: str,
    pytest_args: tuple[str, ...] = (),
    *,
    python: str | None = None,
    env: Iterable[str] = (),
    pytest_version: str | None = None,
    probe: bool = False,
    jobs: int = 0,
    use_cache: bool = True,
) -> Invocation:
    """The call `cd path && pytest *pytest_args`. UsageError when it cannot be made."""
    project = Path(path).absolute()
    if not project.is_dir():
        kind = "is a file; name its folder, and the file after `--`" if project.exists() else "does not exist"
        raise UsageError(f"{path} {kind}")
    if pytest_version and not pytest_version.startswith(SUPPORTED):
        raise UsageError(f"pytest {pytest_version} is not supported; known are {', '.join(SUPPORTED)}")
    return Invocation(
        project=os.path.normpath(project),
        args=pytest_args,
        variables={**os.environ, **dict(assignment(pair) for pair in env)},
        python=python,
        pytest_version=pytest_version,
        probe=probe,
        jobs=jobs,
        use_cache=use_cache,
    )


def assignment(pair: str) -> tuple[str, str]:
    """KEY=VALUE as two."""
    key, equals, value = pair.partition("=")
    if not key or not equals:
        raise UsageError(f"--env wants KEY=VALUE, not {pair!r}")
    return key, value


def style(output: str | None = None, verbose: bool = False) -> Style:
    """How to write to standard output: as NO_COLOR, FORCE_COLOR and the terminal say."""
    terminal = not output and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    colour = terminal and not os.environ.get("NO_COLOR")
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR") and not output:
        colour = True
    width = shutil.get_terminal_size().columns if terminal else 0
    return Style(colour=colour, links=terminal and colour, verbose=verbose, width=width)


def write(text: str, output: str | None) -> None:
    """The answer to standard output, or whole into a file."""
    if not output:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")  # a terminal that has no "…" still gets the rest
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = Path(output)
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
    except OSError as fault:
        aside.unlink(missing_ok=True)
        raise UsageError(f"cannot write {output}: {fault.strerror}") from None
