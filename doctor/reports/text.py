"""The report for people: each problem with its places, what pytest will do, and the cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.findings import Finding, Part, Problem, Related, Report, Severity
from doctor.model.places import Place
from doctor.reports.quote import clean, quote
from doctor.reports.style import Style

PLACES = 4  # quoted for one finding; the rest is counted


def render(report: Report, style: Style = Style()) -> str:  # noqa: B008  a frozen default
    """The whole report."""
    blocks = [finding_text(finding, report, style) for finding in report.findings]
    tail = [*notices(report, style), summary(report, style)]
    return "\n\n".join([*blocks, "\n".join(tail)]) + "\n"


def part(report: Report, path: str, style: Style = Style()) -> str:  # noqa: B008
    """One project of several: its findings, and a line that names it."""
    blocks = [finding_text(finding, report, style) for finding in report.findings]
    tail = [*notices(report, style), f"{style.paint(clean(path), 'bold')}: {summary(report, style)}"]
    return "\n\n".join([*blocks, "\n".join(tail)]) + "\n"


def total(parts: Sequence[Part], seconds: float, style: Style = Style()) -> str:  # noqa: B008
    """The last line of a report of several projects."""
    errors, warnings, notes = (sum(getattr(each, name) for each in parts) for name in ("errors", "warnings", "notes"))
    counts = [plural(errors, "error"), plural(warnings, "warning"), *([plural(notes, "note")] if notes else [])]
    found = sum(1 for each in parts if each.errors or each.warnings or each.notes)
    verdict = style.paint(", ".join(counts), "error" if errors else "warning" if warnings else "good")
    where = f"{found} of {plural(len(parts), 'project')}" if found else plural(len(parts), "project")
    failed = sum(1 for each in parts if each.error)
    broken = f"; {style.paint(f'{failed} not examined', 'error')}" if failed else ""
    fixable = sum(each.fixable for each in parts)
    hint = f"; {fixable} fixable with --fix, called in the project" if fixable else ""
    files = plural(sum(each.files for each in parts), "test file")
    return f"{verdict} in {where}{broken}{hint}. {files}, {seconds:.2f} s"


def finding_text(finding: Finding, report: Report, style: Style) -> str:
    """One finding: the head, the quoted places, the consequence and the cure."""
    problem, word = finding.problem, finding.severity.word
    name = style.link(finding.rule, finding.url)
    head = style.paint(f"{word}[{name}]", word) + style.paint(f": {clean(problem.message)}", "bold")
    related = problem.related if style.verbose else telling(problem.related)
    shown = related if style.verbose else related[: PLACES - 1]
    gutter = max(len(str(place.line)) for place in (problem.place, *(near.place for near in shown)))
    lines = [*quoted(problem.place, problem.label, "-->", "^", word, gutter, report, style)]
    for near in shown:
        lines += quoted(near.place, near.message, ":::", "-", "gutter", gutter, report, style)
    return "\n".join([head, *lines, *others(related[len(shown) :], gutter, style), *advice(problem, gutter, style)])


def others(related: Sequence[Related], gutter: int, style: Style) -> Iterator[str]:
    """How many places are not quoted, and in which files."""
    if related:
        files = sorted({clean(near.place.file) for near in related})
        names = ", ".join(files[:3]) + (f" and {len(files) - 3} more files" if len(files) > 3 else "")
        yield f"{' ' * gutter} {style.paint('...', 'gutter')} and {len(related)} more in {names}"


def telling(related: tuple[Related, ...]) -> list[Related]:
    """The places that say something new: "used here" is left out behind "used here, and in 81 more places"."""
    found: list[Related] = []
    for near in related:
        if not any(other.message.startswith(f"{near.message}, and ") for other in found):
            found.append(near)
    return found


def quoted(
    place: Place, label: str, arrow: str, mark: str, paint: str, gutter: int, report: Report, style: Style
) -> Iterator[str]:
    """One place: `--> file:line:column`, the line, and a mark under the span."""
    pad = " " * gutter
    yield f"{pad}{style.paint(arrow, 'gutter')} {clean(str(place))}"
    text = report.lines.get(place.file, {}).get(place.line)
    bar = style.paint("|", "gutter")
    if text is None:
        if label:
            yield f"{pad} {bar} {clean(label)}"
        return
    line, spaces, width = quote(text, place)
    yield f"{pad} {bar}"
    yield f"{style.paint(str(place.line).rjust(gutter), 'gutter')} {bar} {line}".rstrip()
    yield f"{pad} {bar} {' ' * spaces}{style.paint((mark * width + ' ' + clean(label)).rstrip(), paint)}"


def advice(problem: Problem, gutter: int, style: Style) -> Iterator[str]:
    """What pytest will do, and the cure."""
    head = f"{' ' * gutter} {style.paint('=', 'gutter')} "
    if problem.consequence:
        yield head + style.wrap(clean(problem.consequence), gutter + 3)
    if problem.fix:
        kind = "safe" if problem.fix.safe else "unsafe"
        yield f"{head}{style.paint('fix', 'good')} ({kind}): {style.wrap(clean(problem.fix.title), gutter + 8)}"
    if problem.help:
        yield f"{head}{style.paint('help', 'good')}: {style.wrap(clean(problem.help), gutter + 9)}"


def notices(report: Report, style: Style) -> Iterator[str]:
    """What was not examined, and what is our own fault."""
    for skip in report.skipped:
        yield f"{style.paint('skipped', 'dim')}: {clean(f'{skip.what}: {skip.reason}')}"
    for defect in report.defects:
        yield f"{style.paint('defect of pytest-doctor', 'error')}: {clean(f'{defect.what}: {defect.error}')}"


def summary(report: Report, style: Style) -> str:
    """The last line."""
    counts = [plural(report.count(Severity.ERROR), "error"), plural(report.count(Severity.WARNING), "warning")]
    if notes := report.count(Severity.NOTE):
        counts.append(plural(notes, "note"))
    fixable = f"; {hint(report)}" if report.fixable else ""
    head = report.project
    pytest = f"pytest {head.pytest_version}" if head.pytest_version else "pytest not found"
    python = f"{head.python} {head.python_version or ''}".strip() if head.python else "no environment found"
    worst = max((finding.severity for finding in report.findings), default=None)
    verdict = style.paint(", ".join(counts), worst.word if worst else "good")
    return f"{verdict}{fixable}. {pytest}, {python}, {plural(report.files, 'test file')}, {report.seconds:.2f} s"


def hint(report: Report) -> str:
    """How many can be fixed, and how.

    >>> hint(report)
    '3 fixable with --fix, 1 more with --unsafe-fixes'
    """
    safe = sum(1 for finding in report.fixable if finding.problem.fix and finding.problem.fix.safe)
    unsafe = len(report.fixable) - safe
    if not safe:
        return f"{unsafe} fixable with --fix --unsafe-fixes"
    return f"{safe} fixable with --fix" + (f", {unsafe} more with --unsafe-fixes" if unsafe else "")


def plural(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
