"""Which commit is tested, read from the files of git: no process is started for it."""

from __future__ import annotations

import os

VARIABLES = ("GITHUB_SHA", "CI_COMMIT_SHA", "BUILDKITE_COMMIT", "CIRCLE_SHA1", "GIT_COMMIT")


def revision(folder: str) -> str:
    """The commit of the repository around a folder, "" where there is none."""
    for name in VARIABLES:
        if os.environ.get(name):
            return os.environ[name]
    git = _git(os.path.abspath(folder))
    head = _read(os.path.join(git, "HEAD")) if git else ""
    if not head.startswith("ref: "):
        return head
    name = head[5:]
    common = os.path.join(git, _read(os.path.join(git, "commondir")))  # a work tree has its references elsewhere
    found = _read(os.path.join(git, name)) or _read(os.path.join(common, name))
    packed = _read(os.path.join(common, "packed-refs")).splitlines()
    return found or next((line.split()[0] for line in packed if line.endswith(f" {name}")), "")


def _git(folder: str) -> str:
    while True:
        path = os.path.join(folder, ".git")
        if os.path.isdir(path):
            return path
        if os.path.isfile(path):  # a work tree or a submodule: "gitdir: PATH"
            return os.path.join(folder, _read(path).partition(": ")[2])
        if os.path.dirname(folder) == folder:
            return ""
        folder = os.path.dirname(folder)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
