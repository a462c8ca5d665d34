"""A report as it reads from a folder further up."""

from __future__ import annotations

import posixpath
from typing import Any

from doctor.model.findings import Report, Skip
from doctor.model.fixes import Edit, MoveFile
from doctor.model.places import Place
from doctor.model.record import Record


def moved(report: Report, folder: str) -> Report:
    """The report of the project in `folder`, with file names relative to the folder that this is relative to."""
    if not folder:
        return report
    return report.replace(
        findings=tuple(moved_value(finding, folder) for finding in report.findings),
        edits={moved_value(fix, folder): moved_value(edits, folder) for fix, edits in report.edits.items()},
        skipped=tuple(moved_skip(skip, folder) for skip in report.skipped),
        defects=tuple(defect.replace(what=f"{defect.what} in {folder}") for defect in report.defects),
        lines={moved_file(file, folder): lines for file, lines in report.lines.items()},
    )


def moved_value(value: Any, folder: str) -> Any:
    """The same with other names of files, in whatever it holds."""
    if isinstance(value, tuple):
        return tuple(moved_value(each, folder) for each in value)
    if not isinstance(value, Record):
        return value
    fields = {name: getattr(value, name) for name in type(value).record_fields}
    changed = {name: moved_value(each, folder) for name, each in fields.items() if isinstance(each, (Record, tuple))}
    if "file" in fields:
        changed["file"] = moved_file(fields["file"], folder)
    if isinstance(value, MoveFile):
        changed["to"] = moved_file(value.to, folder)
    if isinstance(value, Edit) and value.action == "move":
        changed["text"] = moved_file(value.text, folder)
    return value.replace(**changed)


def moved_skip(skip: Skip, folder: str) -> Skip:
    """What is not known of the machine is so for all."""
    return skip.replace(what=moved_file(skip.what, folder)) if skip.is_file else skip


def moved_file(file: str, folder: str) -> str:
    """The name of a file of the project in `folder`; what is no file keeps its name."""
    return posixpath.normpath(f"{folder}/{file}") if Place(file).is_file else file
