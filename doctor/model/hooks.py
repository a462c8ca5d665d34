"""Hooks of pre-commit that run pytest."""

from __future__ import annotations

from doctor.model.places import Place
from doctor.model.record import Record


class CommitHook(Record):
    """A hook of .pre-commit-config.yaml whose `entry` is pytest. `files` is the pattern of the files that it is started
    for, "" for all; `passes` is what `pass_filenames` says, None where it is not written. `is_first` is whether `entry`
    is the first key of its list item. `alone` is whether pre-commit makes an environment for it in which nothing is
    installed: a local hook with `language: python` and no `additional_dependencies`."""

    place: Place
    entry: str
    files: str = ""
    passes: bool | None = None
    is_first: bool = False
    alone: bool = False
