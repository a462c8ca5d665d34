"""`--verify`: what pytest refuses is not done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from doctor.commands.verify import Proof, halved, interpreter
from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.fixes.trial import Difference, Told, Trial, compare
from doctor.model.environment import Interpreter
from doctor.model.findings import Finding, Problem, ProjectHead, Report, Severity
from doctor.model.fixes import Fix, RemoveKey, Replace
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from tests.command import doctor


def test_a_proven_fix_is_done_and_told(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-config\nfoo_bar = 1\n")
    (tmp_path / "test_a.py").write_text("def test_a(): pass\n")
    words = ("diagnose", "--fix", "--unsafe-fixes", "--verify", "--python", sys.executable)
    done = doctor(*words, cwd=tmp_path)
    assert done.code == 0
    assert "verified: before, exit code" in done.err
    assert "foo_bar" not in (tmp_path / "pytest.ini").read_text()


def test_only_the_guilty_are_left_out() -> None:
    def differs(found):
        return Difference(worse=("bad",)) if {3, 6} & set(found) else Difference()

    accepted, refused = halved([], list(range(8)), differs)
    assert accepted == [0, 1, 2, 4, 5, 7]
    assert [each for each, _ in refused] == [3, 6]


def test_what_is_worse() -> None:
    before = Trial(0, ("t.py::a", "t.py::b[1]"), ended=True)
    assert compare(before, before) == Difference()
    assert compare(before, before.replace(collected=("t.py::a",))).is_worse
    assert compare(before, before.replace(warnings=(Told("t.py", "W: x"),))).is_worse
    assert not compare(before, before.replace(collected=("t.py::a", "t.py::b[x]"))).is_worse
    assert compare(before, Trial(4)).is_worse
    assert not compare(Trial(4), before).is_worse


def test_alone_it_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nfoo_bar = 1\n")
    done = doctor("diagnose", "--verify", cwd=tmp_path)
    assert done.code == 2
    assert "add --fix to have them done, or --diff to see them" in done.err


def test_without_interpreter_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no interpreter is found; name it with --python"):
        interpreter(facts_of(Invocation(project=str(tmp_path)), interpreter=Interpreter(None, "3.12", "case")))


def test_project_too_large_to_copy_is_left_alone(tmp_path: Path) -> None:
    text = "[pytest]\naddopts = --strict-config\nfoo_bar = 1\n"
    (tmp_path / "pytest.ini").write_text(text)
    with (tmp_path / "data.bin").open("wb") as stream:
        stream.truncate(600 * 1024 * 1024)  # takes no room
    done = doctor("diagnose", "--fix", "--unsafe-fixes", "--verify", "--python", sys.executable, cwd=tmp_path)
    assert done.code == 2
    assert "holds more than 500 MB, too much to be copied aside" in done.err
    assert (tmp_path / "pytest.ini").read_text() == text


@pytest.mark.slow
def test_one_copy_serves_all_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first pass does is in the copy when the second one is proven."""
    from doctor.fixes import trial

    copies: list[Path] = []
    runs: list[int] = []
    collect, copied = trial.collect, trial.copied

    @contextmanager
    def counted(project):
        with copied(project) as copy:
            copies.append(copy)
            yield copy

    monkeypatch.setattr(trial, "copied", counted)
    monkeypatch.setattr(trial, "collect", lambda *words: runs.append(1) or collect(*words))
    (tmp_path / "pytest.ini").write_text("[pytest]\nfoo_bar = 1\n")
    (tmp_path / "test_a.py").write_text("import pytest\n\n\n@pytest.mark.slwo\ndef test_a(): pass\n")
    first = Fix("one", (RemoveKey("pytest.ini", "pytest", "foo_bar"),))
    second = Fix("two", (Replace(Place("test_a.py", 4, 1, 4, 18), "# gone"),))
    facts = facts_of(Invocation(project=str(tmp_path)), interpreter=Interpreter(sys.executable, "3.12", "case"))
    with Proof(unsafe=True) as proof:
        for fix in (first, second):
            found = proof.of(facts, report(fix))
            assert [each.problem.fix for each in found.findings] == [fix]
        assert (copies[0] / "pytest.ini").read_text() == "[pytest]\n"
        assert "gone" in (copies[0] / "test_a.py").read_text()
    assert len(copies) == 1
    assert len(runs) == 3  # before, and after each
    assert not copies[0].exists()


def report(fix: Fix) -> Report:
    problem = Problem(Place(fix.files[0], 1), "message", fix=fix)
    finding = Finding("a-rule", "config", Severity.ERROR, problem, "", "")
    head = ProjectHead("", ".", None, None, None, None)
    return Report(head, (finding,), (), (), 0, 0.0)
