"""A `cd` stands in a line of its own, and pytest is called from where it was.

## Why

make starts a shell for each line of a recipe, and GitHub one for each step: a `cd` ends with it. The next line is run
in the folder of the project again, with another configuration, or with paths that are not there.

See https://www.gnu.org/software/make/manual/html_node/Execution.html and
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsworking-directory.

## Instead

`cd backend && pytest` in one line; in GitHub `working-directory: backend` at the step.

## Fix safety

There is none: pytest would run in another folder than before.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, tree: Tree) -> Iterator[Problem]:
    for call in calls.calls:
        word = call.behind
        folder = word.text.split()[-1].strip("\"'").rstrip("/") if word else ""
        if word is None or not tree.is_folder(folder) or folder in ("", "."):
            continue
        github = call.place.file.startswith(".github/")
        yield Problem(
            place=word.place,
            message=f"'{word.text}' ends with its {'step' if github else 'line'}: pytest is called from the project's "
            "folder",
            label="ends here",
            related=(Related(call.place, "called from where it was"),),
            consequence=f"pytest does not run in '{folder}', and does not read its configuration",
            help=f"write 'working-directory: {folder}' at the step of pytest"
            if github
            else f"write '{word.text} && pytest …' in one line",
        )
