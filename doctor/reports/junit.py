"""JUnit XML, for CI systems that know test results and nothing else: a finding is a failed test."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from doctor.model.findings import Finding, Report, Severity
from doctor.reports.sentences import advice, line, message
from doctor.reports.spots import Base


def render(report: Report, base: Base) -> str:
    """One suite, in the words of Jenkins' junit-10.xsd, which pytest's own reports keep to. Notes do not fail."""
    cases = [*(case(finding, base) for finding in report.findings), *others(report)]
    failures = sum(finding.severity > Severity.NOTE for finding in report.findings)
    counts = attributes(tests=len(cases), failures=failures, errors=len(report.defects))
    time = f"{report.seconds:.3f}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<testsuites{attributes(name='pytest-doctor')}{counts}{attributes(time=time)}>",
        f"<testsuite{attributes(name='pytest-doctor')}{counts}{attributes(skipped=len(report.skipped), time=time)}>",
        *cases,
        "</testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def case(finding: Finding, base: Base) -> str:
    """One finding as a test: named after its rule and place, in a class of the file's name."""
    path = base.path(finding.place) or str(finding.place.file)
    where = ":".join(str(part) for part in (path, finding.place.line) if part)
    text = escape("\n".join([line(where), message(finding), *advice(finding), line(finding.url)]))
    if finding.severity is Severity.NOTE:
        body = f"<system-out>{text}</system-out>"
    else:
        body = f"<failure{attributes(message=finding.problem.message, type=finding.severity.word)}>{text}</failure>"
    return f"<testcase{attributes(classname=path, name=f'{finding.rule} ({where})')}>{body}</testcase>"


def others(report: Report) -> Iterator[str]:
    """What was not examined, our own faults, and a test that passes where there is nothing else to say."""
    for skip in report.skipped:
        head = attributes(classname="pytest-doctor", name=f"examine {skip.what}")
        yield f"<testcase{head}><skipped{attributes(message=skip.reason)}/></testcase>"
    for defect in report.defects:
        head = attributes(classname="pytest-doctor", name=defect.what)
        yield f"<testcase{head}><error{attributes(message=defect.error, type='defect of pytest-doctor')}/></testcase>"
    if not report.findings and not report.defects:
        yield f"<testcase{attributes(classname='pytest-doctor', name='nothing is wrong')}/>"


def attributes(**given: object) -> str:
    """Attributes of an element; characters that XML cannot hold are replaced."""
    return "".join(f" {name}={quoteattr(line(str(value)))}" for name, value in given.items())
