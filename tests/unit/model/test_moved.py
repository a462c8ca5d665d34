"""A report as it reads from a folder further up."""

from __future__ import annotations

from doctor.model.findings import NO_PLUGINS, Defect, Finding, Problem, ProjectHead, Related, Report, Severity, Skip
from doctor.model.fixes import CreateFile, Edit, Fix, MoveFile, RemoveWord, SetKey
from doctor.model.moved import moved
from doctor.model.places import ENVIRONMENT, Place

HEAD = ProjectHead("/x", ".", None, None, None, None)


def report(*findings: Finding, **more: object) -> Report:
    return Report(HEAD, findings, (), (), 1, 0.0).replace(**more)


def test_every_name_of_a_file_is_moved() -> None:
    changes = (
        RemoveWord(Place("pytest.ini", 2, 1)),
        SetKey("pytest.ini", "pytest", "addopts", ("-x",)),
        MoveFile("a.py", "sub/b.py"),
        CreateFile("../c.py", "text"),
    )
    problem = Problem(Place("tests/a.py", 3, 1), "m", related=(Related(Place("b.py", 1), "r"),), fix=Fix("t", changes))
    fix = problem.fix
    assert fix
    given = report(
        Finding("rule", "topic", Severity.ERROR, problem, "f", "u"),
        lines={"tests/a.py": {3: "x"}},
        edits={fix: (Edit(Place("a.py"), "sub/b.py", "move"), Edit(Place("a.py", 1, 1), "text"))},
    )
    found = moved(given, "pk/a")
    (finding,) = found.findings
    assert (finding.place, finding.problem.related[0].place) == (Place("pk/a/tests/a.py", 3, 1), Place("pk/a/b.py", 1))
    assert finding.problem.fix
    assert finding.problem.fix.files == ("pk/a/pytest.ini", "pk/a/a.py", "pk/c.py")
    assert finding.problem.fix.changes[2] == MoveFile("pk/a/a.py", "pk/a/sub/b.py")
    assert found.lines == {"pk/a/tests/a.py": {3: "x"}}
    edits = found.edits[finding.problem.fix]
    assert edits == (Edit(Place("pk/a/a.py"), "pk/a/sub/b.py", "move"), Edit(Place("pk/a/a.py", 1, 1), "text"))


def test_what_was_skipped_is_named_by_its_project() -> None:
    given = report(skipped=(Skip("a.py", "too large"), Skip(NO_PLUGINS, "gone")), defects=(Defect("rule", "KeyError"),))
    found = moved(given, "pk/a")
    assert [skip.what for skip in found.skipped] == ["pk/a/a.py", "installed plugins"]
    assert [defect.what for defect in found.defects] == ["rule in pk/a"]


def test_what_is_no_file_keeps_its_name() -> None:
    finding = Finding("rule", "topic", Severity.ERROR, Problem(Place(ENVIRONMENT), "m"), "f", "u")
    assert moved(report(finding), "a").findings == (finding,)


def test_the_folder_itself_keeps_its_names() -> None:
    given = report(Finding("rule", "topic", Severity.ERROR, Problem(Place("a.py"), "m"), "f", "u"))
    assert moved(given, "") is given
