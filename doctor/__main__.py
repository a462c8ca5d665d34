"""The entry point: splits off pytest's words, and is the one wall for errors."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Runs a command; returns its exit code: 0, 1, 2, 3 or 130."""
    gc.disable()  # the process is short-lived, and looking for cycles takes 40 % of the time in which facts are decoded
    words = sys.argv[1:] if argv is None else argv
    cut = words.index("--") if "--" in words else len(words)
    return run(words[:cut], tuple(words[cut + 1 :]))


def run(words: list[str], pytest_args: tuple[str, ...]) -> int:
    """Runs a command; a user's error is one line, never a traceback."""
    import click

    from doctor.cli import app
    from doctor.errors import UsageError

    try:
        code = app(words, obj=pytest_args, prog_name="pytest-doctor", standalone_mode=False)
        if code == INTERRUPTED:
            return _leave()
        return code if isinstance(code, int) else 0
    except UsageError as fault:
        print(f"pytest-doctor: {fault}", file=sys.stderr)
        return 2
    except click.exceptions.NoArgsIsHelpError as fault:
        fault.show()
        return 2
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return _leave()
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except Exception as fault:  # the one wall: a defect of ours is named, and never exit code 0
        from doctor.engine import describe

        print(f"pytest-doctor: a defect of pytest-doctor: {describe(fault)}", file=sys.stderr)
        return 3


def _leave() -> int:
    """Ends the process as it is. Before 3.11.5 Python waits for ever, when it ends, for a thread that writes to
    processes that have ended (https://github.com/python/cpython/issues/94777)."""
    import os

    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())
