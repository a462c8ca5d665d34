"""The engine: selection, order, and what becomes of rules that crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.engine import FEW, Examination, at_least, examine, selected
from doctor.facts.graph import Facts
from doctor.model.findings import Problem, Severity
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.registry import Check, Rule, Suspect, load


def rule(name: str, check: Check, severity: Severity = Severity.ERROR, topic: str = "config") -> Rule:
    return Rule(name, topic, severity, "0.1", check, "A page.")


def saying(*problems: Problem) -> Check:
    def check() -> Iterator[Problem]:
        yield from problems

    return check


def crashing() -> Iterator[Problem]:
    yield Problem(Place("a"), "before")
    raise KeyError("missing")


def run(*rules: Rule, **facts: object) -> Examination:
    return examine(Facts({"broken": lambda: [][1]}, facts), rules)


def test_worst_first_then_by_place() -> None:
    found = run(
        rule("notes", saying(Problem(Place("a", 1), "n")), Severity.NOTE),
        rule("errors", saying(Problem(Place("b", 2), "e2"), Problem(Place("b", 1), "e1"))),
    )
    assert [finding.problem.message for finding in found.findings] == ["e1", "e2", "n"]


def test_a_problem_may_be_worse_or_better_than_its_rule() -> None:
    found = run(rule("r", saying(Problem(Place("a"), "m", severity=Severity.NOTE))))
    assert found.findings[0].severity is Severity.NOTE
    assert list(at_least(found.findings, Severity.WARNING)) == []


def test_a_rule_that_crashes_is_named_and_the_others_go_on() -> None:
    found = run(rule("bad", crashing), rule("good", saying(Problem(Place("a"), "kept"))))
    assert [finding.problem.message for finding in found.findings] == ["before", "kept"]
    assert [(defect.what, defect.error.split(" (")[0]) for defect in found.defects] == [("bad", "KeyError: 'missing'")]


def test_a_fact_that_crashes_is_named_once() -> None:
    def one(broken: object) -> Iterator[Problem]:
        yield Problem(Place("a"), str(broken))

    found = run(rule("first", one), rule("second", one))
    assert [defect.what for defect in found.defects] == ["fact broken"]


def test_the_same_problem_twice_is_one_finding() -> None:
    same = Problem(Place("a", 1), "m")
    assert len(run(rule("r", saying(same, same))).findings) == 1


def of_file(path: str, collected: bool = True) -> SourceFile:
    return SourceFile(path, "test" if collected else "conftest", collected)


SOURCES = Sources(
    {file.path: file for file in (of_file("conftest.py", False), of_file("test_a.py"), of_file("test_b.py"))}
)


def test_a_rule_that_takes_a_file_is_called_for_each() -> None:
    def every(file: SourceFile, word: str) -> Iterator[Problem]:
        yield Problem(Place(file.path), word)

    def collected(test_file: SourceFile) -> Iterator[Problem]:
        yield Problem(Place(test_file.path), "collected")

    found = run(rule("every", every), rule("collected", collected), sources=SOURCES, word="any")
    assert [(finding.place.file, finding.problem.message) for finding in found.findings] == [
        ("conftest.py", "any"),
        ("test_a.py", "collected"),
        ("test_a.py", "any"),
        ("test_b.py", "collected"),
        ("test_b.py", "any"),
    ]


def test_a_rule_that_crashes_over_one_file_judges_the_others() -> None:
    def fragile(test_file: SourceFile) -> Iterator[Problem]:
        if test_file.path == "test_a.py":
            raise KeyError("missing")
        yield Problem(Place(test_file.path), "kept")

    found = run(rule("fragile", fragile), sources=SOURCES)
    assert [finding.place.file for finding in found.findings] == ["test_b.py"]
    assert [defect.what for defect in found.defects] == ["fragile"]


def with_suspects(suspect: Suspect) -> Rule:
    def check(suspects: tuple[SourceFile, ...], word: str) -> Iterator[Problem]:
        yield Problem(Place(suspects[0].path), f"{word} {len(suspects)}")

    return rule("of-suspects", check).replace(suspect=suspect)


def test_a_rule_that_takes_suspects_is_given_those_of_which_its_function_says_so() -> None:
    def suspect(test_file: SourceFile, word: str) -> bool:
        return f"{word}.py" in test_file.path

    found = run(with_suspects(suspect), sources=SOURCES, word="test_b")
    assert [(finding.place.file, finding.problem.message) for finding in found.findings] == [("test_b.py", "test_b 1")]


def test_a_rule_without_suspects_is_not_asked() -> None:
    found = run(with_suspects(lambda file: False), sources=SOURCES, word="any")
    assert (found.findings, found.defects) == ((), ())


def test_a_rule_whose_suspicion_crashes_is_named_once_and_judges_the_other_files() -> None:
    def fragile(file: SourceFile) -> bool:
        if file.path != "test_b.py":
            raise KeyError("missing")
        return True

    found = run(with_suspects(fragile), sources=SOURCES, word="any")
    assert [finding.place.file for finding in found.findings] == ["test_b.py"]
    assert [defect.what for defect in found.defects] == ["of-suspects"]


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    many = Sources({file.path: file for file in map(of_file, (f"test_{number:03}.py" for number in range(300)))})

    def last_of_ten(test_file: SourceFile) -> bool:
        return test_file.path.endswith("9.py")

    def every(test_file: SourceFile) -> Iterator[Problem]:
        yield Problem(Place(test_file.path), "seen")

    rules = [with_suspects(last_of_ten), *(rule(f"every-{number}", every) for number in range(FEW))]
    given = {"sources": many, "word": "tens"}
    one, two = (run(*rules, invocation=Invocation(str(tmp_path), jobs=jobs), **given) for jobs in (1, 2))
    assert one == two
    assert len(one.findings) == 300 * FEW + 1
    assert "tens 30" in {finding.problem.message for finding in one.findings}


def test_files_that_cannot_be_read_are_named_by_a_rule_that_takes_one() -> None:
    def silent(file: SourceFile) -> Iterator[Problem]:
        yield from ()

    found = examine(Facts({"sources": lambda: [][1]}, {}), [rule("silent", silent)])
    assert [defect.what for defect in found.defects] == ["fact sources"]


def test_fingerprints_outlive_a_move() -> None:
    found = run(
        rule("r", saying(Problem(Place("a", 1), "m"), Problem(Place("a", 9), "m"), Problem(Place("b", 1), "m")))
    )
    first, moved, elsewhere = (finding.fingerprint for finding in found.findings)
    assert first == moved
    assert first != elsewhere


def test_rules_are_selected_by_name_and_topic() -> None:
    rules = [rule("a", saying()), rule("b", saying(), topic="plugins"), rule("c", saying(), topic="plugins")]

    def names(*select: str, ignore: tuple[str, ...] = ()) -> list[str]:
        return [each.name for each in selected(rules, select, ignore)]

    assert names() == ["a", "b", "c"]
    assert names("plugins") == ["b", "c"]
    assert names("a", "c") == ["a", "c"]
    assert names(ignore=("plugins",)) == ["a"]
    assert names("plugins", ignore=("c",)) == ["b"]


def test_a_rule_that_cannot_be_imported_is_named_and_the_others_go_on() -> None:
    report = run(load("config", "there_is_no_such_rule"))
    assert report.findings == ()
    assert [defect.what for defect in report.defects] == ["there-is-no-such-rule"]
    assert "ModuleNotFoundError" in report.defects[0].error
