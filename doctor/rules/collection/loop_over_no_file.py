"""All that a test asserts stands in a loop over files, and no file matches.

## Why

A loop over nothing runs no assertion, and the test passes. A pattern that matches no file (`*.yaml` where the files are
called `.yml`), or a folder that was moved, goes unseen (https://github.com/commandprompt/pgcolumnar/pull/951).

## Instead

```python
paths = list(DATA.glob("*.yml"))
assert paths
```

## Fix safety

There is no fix.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase

from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.naming import folder_of
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, tree: Tree) -> Iterator[Problem]:
    for slip in slips(test_file, "globbed", "globbed below"):
        folder = posixpath.normpath(posixpath.join(folder_of(test_file.path), slip.text)).removeprefix("./")
        folder = "" if folder == "." else folder
        if folder.startswith("..") or matches(slip, folder, tree):
            continue
        yield Problem(
            place=slip.place,
            message=f"'{slip.name}' matches nothing in {folder or 'the folder of the project'}: the loop never runs",
            label="over nothing",
            consequence=f"'{slip.within}' passes, for all that it asserts stands in the loop",
            help="mend the pattern or the folder, and assert that something was found",
        )


def matches(slip: Slip, folder: str, tree: Tree) -> bool:
    """May the pattern match a file or folder? What has several levels is not judged."""
    if "/" in slip.name or "**" in slip.name:
        return True
    inside = [path[len(folder) :].lstrip("/") for path in tree.files if not folder or path.startswith(f"{folder}/")]
    if not inside:
        return any(
            path == folder or path.startswith(f"{folder}/") for path in tree.folders
        )  # made by a build, or at run time
    names = {
        part for path in inside for part in (path.split("/") if slip.how == "globbed below" else path.split("/")[:1])
    }
    return any(fnmatchcase(name, slip.name) for name in names)
