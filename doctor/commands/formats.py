"""The formats of `diagnose`: which there are, and what each needs to know beside the report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from doctor.errors import UsageError
from doctor.model.findings import Report
from doctor.reports.style import Style

if TYPE_CHECKING:
    from doctor.reports.sarif import RulePage
    from doctor.reports.spots import Base

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")
CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where GitHub's and GitLab's runners put the repository
SUMMARY = "GITHUB_STEP_SUMMARY"  # a file; what is appended to it is shown on the job's page
LARGEST_SUMMARY = 1_000_000  # bytes, of the 1 MiB that GitHub takes; a character may be four


def check_format(form: str) -> None:
    """UsageError for a format that there is not."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")


def render(report: Report, form: str, style: Style) -> str:
    """The report in the format asked for. Each is imported when it is."""
    if form == "text":
        from doctor.reports import text

        return text.render(report, style)
    if form == "json":
        from doctor.reports import json_report

        return json_report.render(report)
    return render_for_repository(report, form, base(report.project.path))


def render_for_repository(report: Report, form: str, root: Base) -> str:
    """The report for a reader who shows it at the files of the repository."""
    from doctor.reports import github, gitlab, junit, markdown, sarif

    if form == "sarif":
        return sarif.render(report, root, pages(report))
    if form == "github":
        add_summary(markdown.render(report, root, LARGEST_SUMMARY // 4))
    renders = {"github": github.render, "gitlab": gitlab.render, "junit": junit.render, "markdown": markdown.render}
    return renders[form](report, root)


def base(project: str) -> Base:
    """The folder that paths are relative to: the runner's checkout, else the repository's root, else the project."""
    from doctor.reports.spots import Base

    here = Path(project).resolve()
    checkouts = [Path(os.environ[name]).resolve() for name in CHECKOUTS if os.environ.get(name)]
    repositories = [folder for folder in (here, *here.parents) if (folder / ".git").exists()]
    for folder in (*checkouts, *repositories[:1]):
        if here.is_relative_to(folder):
            prefix = here.relative_to(folder).as_posix()
            return Base(str(folder), "" if prefix == "." else prefix)
    return Base(str(here))


def pages(report: Report) -> dict[str, RulePage]:
    """The pages of the rules that the report speaks of."""
    from doctor.engine import url
    from doctor.reports.sarif import RulePage
    from doctor.rules.registry import rules

    wanted = {finding.rule for finding in report.findings}
    return {
        rule.name: RulePage(rule.name, rule.topic, rule.severity, rule.title, rule.page, url(rule.name))
        for rule in rules()
        if rule.name in wanted
    }


def add_summary(text: str) -> None:
    """Appends to the job's page, if this is a job of GitHub Actions."""
    path = os.environ.get(SUMMARY)
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
    except OSError as fault:
        raise UsageError(f"cannot write the job summary to {path} ({SUMMARY}): {fault.strerror}") from None
