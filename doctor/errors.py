"""Errors that a user can mend; `cli` prints them without a traceback."""

from __future__ import annotations


class UsageError(Exception):
    """The doctor was called wrongly, or the project cannot be examined. Exit code 2.

    The message names the place and the cure.
    """
