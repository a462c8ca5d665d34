"""What has changed since a revision, as `git diff --merge-base` says, untracked files included."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator, Mapping

from doctor.errors import UsageError
from doctor.model.findings import Finding
from doctor.model.places import Place
from doctor.model.record import Record

HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
OPTIONS = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/")
PATIENCE = 120  # seconds
WHOLE = ((0, 1 << 60),)
Spans = tuple[tuple[int, int], ...]


class Changes(Record):
    """Changed lines by file, relative to the project, from the first to the last."""

    files: Mapping[str, Spans]

    def touch(self, finding: Finding) -> bool:
        """Does the finding lie in what has changed, or a place that belongs to it? One without a file always does."""
        related = (near.place for near in finding.problem.related if near.place.is_file)
        return not finding.place.is_file or any(self.touches(place) for place in (finding.place, *related))

    def touches(self, place: Place) -> bool:
        """In Python the lines count. A change of a configuration file bears on all that is said of it."""
        spans = self.files.get(posixpath.normpath(place.file), ())
        if not place.line or not place.file.endswith(".py"):
            return bool(spans)
        return any(first <= max(place.end_line, place.line) and place.line <= last for first, last in spans)


def changes_since(project: str, revision: str) -> Changes:
    """What has changed since the project left the history of `revision`. UsageError where git cannot say."""
    if revision.startswith("-"):
        raise UsageError(f"--changed-since wants a revision, not {revision!r}")
    prefix = git(project, "rev-parse", "--show-prefix", cure="--changed-since needs a git repository").strip("\n")
    cure = f"there is no revision {revision!r} here; a shallow clone may lack it: git fetch --unshallow"
    commit = git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", cure=cure).strip()
    cure = f"{revision!r} and HEAD have no common history here; a shallow clone may lack it: git fetch --unshallow"
    base = git(project, "merge-base", commit, "HEAD", cure=cure).split("\n")[0]
    patch = git(project, "diff", *PLAIN, "--unified=0", base, "--", cure="git diff failed")
    others = git(
        project, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/", cure="git failed"
    )
    files = {**spans_of(patch), **{path: WHOLE for path in others.split("\0") if path}}
    return Changes({posixpath.relpath(path, prefix or "."): spans for path, spans in files.items()})


def git(project: str, *words: str, cure: str) -> str:
    """What git prints. UsageError with the cure, and git's own words, when it fails."""
    variables = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ("git", *OPTIONS, "-C", project, *words)
    try:
        done = subprocess.run(command, capture_output=True, env=variables, timeout=PATIENCE, check=False)  # noqa: S603
    except FileNotFoundError:
        raise UsageError("--changed-since needs git, which is not installed") from None
    except subprocess.TimeoutExpired:
        raise UsageError(f"git {words[0]} took more than {PATIENCE} s") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise UsageError(f"{cure} ({said})" if said else cure)
    return done.stdout.decode(errors="surrogateescape")


def spans_of(patch: str) -> dict[str, Spans]:
    """The changed lines of each file in a patch without context. Where lines went, those around count."""
    found: dict[str, Spans] = {}
    for path, first, count in hunks(patch):
        found[path] = (*found.get(path, ()), (first, first + count - 1) if count else (first, first + 1))
    return found


def hunks(patch: str) -> Iterator[tuple[str, int, int]]:
    """(file, first line, number of lines) of each hunk, as the file is now."""
    path, skip = "", 0
    for line in patch.split("\n"):
        if line.startswith("\\"):
            continue
        if skip:
            skip -= 1
        elif line.startswith("+++ "):
            path = path_of(line[4:])
        elif found := HUNK.match(line):
            gone, first, come = (int(part if part is not None else 1) for part in found.groups())
            skip = gone + come
            if path:
                yield path, first, come


def path_of(written: str) -> str:
    """The path behind `+++`: "" for a removed file, and without the quotes that git puts around odd names."""
    name = written.rstrip("\t\r")
    if name.startswith('"'):
        raw = name[1:-1].encode(errors="surrogateescape").decode("unicode_escape").encode("latin-1")
        name = raw.decode(errors="surrogateescape")
    return name[2:] if name.startswith("b/") else ""
