"""The arguments and options of the commands. One that several commands have is described once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Optional

import typer


def offer(kind: str) -> Callable[[str], list[str]]:
    """What the shell offers after TAB."""

    def names(incomplete: str) -> list[str]:
        from doctor.commands.complete import complete

        return complete(kind, incomplete)

    return names


Path = Annotated[
    str, typer.Argument(metavar="[PATH]", help="The folder from which pytest is called.", show_default=False)
]
Python = Annotated[
    Optional[str], typer.Option("--python", metavar="PATH", help="The project's interpreter or environment.")
]
Env = Annotated[
    Optional[list[str]], typer.Option("--env", metavar="KEY=VALUE", help="As if this variable were set. Repeatable.")
]
Pytest = Annotated[
    Optional[str], typer.Option("--pytest", metavar="VERSION", help="Answer for this version of pytest.")
]
Format = Annotated[
    str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=offer("formats"))
]
ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json|sarif|github|gitlab|junit|markdown",
        help="How to print.",
        autocompletion=offer("formats"),
    ),
]
Output = Annotated[
    Optional[str], typer.Option("--output", metavar="FILE", help="Write to a file instead of standard output.")
]
Profile = Annotated[
    str, typer.Option("--profile", metavar="NAME", help="As if in this profile's place: with its pytest-NAME.ini.")
]
Probe = Annotated[bool, typer.Option("--probe", help="Start the project's interpreter and ask it.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]
Select = Annotated[
    Optional[list[str]],
    typer.Option(
        "--select", metavar="RULE|TOPIC", help="Only these. Repeatable, or with commas.", autocompletion=offer("rules")
    ),
]
Ignore = Annotated[
    Optional[list[str]],
    typer.Option(
        "--ignore", metavar="RULE|TOPIC", help="Not these. Repeatable, or with commas.", autocompletion=offer("rules")
    ),
]
FailOn = Annotated[
    Optional[str],
    typer.Option(
        "--fail-on",
        metavar="error|warning|note|never",
        help="What makes the exit code 1 (default: warning).",
        autocompletion=offer("severities"),
    ),
]
Pedantic = Annotated[bool, typer.Option("--pedantic", help="Show notes too.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what can safely be mended; print what remains.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Mend also what may change which tests run, or what they check.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")]
Baseline = Annotated[
    Optional[str], typer.Option("--baseline", metavar="FILE", help="Show only what is not in this file yet.")
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Write what is found now to the baseline, and end with 0.")
]
ChangedSince = Annotated[
    Optional[str],
    typer.Option(
        "--changed-since",
        metavar="REV",
        help="Only findings in lines of Python and in other files that have changed since this revision of git.",
    ),
]
Verify = Annotated[
    bool, typer.Option("--verify", help="Call pytest on a copy, before and after; leave out what makes it worse.")
]
EachRootdir = Annotated[
    bool,
    typer.Option(
        "--each-rootdir",
        help="Examine every folder at or below PATH that has a pytest configuration, as if pytest were called there, "
        "in a process of its own. What lies in an inner one counts for that one alone.",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("-j", "--jobs", metavar="N", help="Processes at once (default: all cores).", show_default=False),
]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Show every place of a finding.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only when there are some.")]
Collect = Annotated[
    bool, typer.Option("--collect", help="Call pytest to prove that it collects, within the memory limit.")
]
Memory = Annotated[
    Optional[str],
    typer.Option("--memory", metavar="SIZE", help="256m, 1g (default: what the container may use)."),
]
MinPassRate = Annotated[
    Optional[str],
    typer.Option("--min-pass-rate", metavar="PERCENT", help="What a finished run must reach; with --junit."),
]
Junit = Annotated[Optional[str], typer.Option("--junit", metavar="FILE", help="The JUnit XML of the finished run.")]
PreflightFormat = Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to print.")]
Redact = Annotated[bool, typer.Option("--redact", help="Leave out user names and home folders, to show it to others.")]
Left = Annotated[str, typer.Argument(metavar="A.json", help="A snapshot: pytest-doctor env --format json.")]
Right = Annotated[str, typer.Argument(metavar="B.json", help="Another one, of CI or a colleague.")]
Project = Annotated[str, typer.Option("--project", metavar="PATH", help="The project that both would test.")]
Every = Annotated[bool, typer.Option("--all", help="Known plugins that are not installed, too.")]
Name = Annotated[str, typer.Argument(metavar="[report|settings|env|config|plugins]", show_default=False)]
ExplainName = Annotated[
    Optional[str],
    typer.Argument(
        metavar="NAME|-",
        help="A rule, option, configuration key, marker, fixture or plugin.",
        autocompletion=offer("explained"),
    ),
]
GenerateProfile = Annotated[
    Optional[str],
    typer.Option(
        "--profile",
        metavar="NAME",
        help="`profiles` lists them; default: default.",
        autocompletion=offer("profiles"),
    ),
]
Beside = Annotated[
    Optional[list[str]],
    typer.Option(
        "--with",
        metavar="KIND",
        help="Beside it: compose, dockerfile, github, gitlab, pre-commit, env, onboard. "
        "Repeatable; without --profile, these alone.",
        autocompletion=offer("beside"),
    ),
]
Target = Annotated[
    str,
    typer.Option(
        "--target",
        metavar="PLACE",
        help="pytest.ini, pytest.toml, tool.pytest, tool.pytest.ini_options, tox.ini, setup.cfg.",
    ),
]
GenerateOutput = Annotated[
    str, typer.Option("--output", metavar="FILE", help="A file of the project's folder, for pytest -c.")
]
Settings = Annotated[Optional[list[str]], typer.Option("--set", metavar="KEY=VALUE", help="Another value. Repeatable.")]
Require = Annotated[bool, typer.Option("--require", help="A plugin that is missing is an error.")]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if the file is not in step.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the file, write nothing.")]
NoVerify = Annotated[bool, typer.Option("--no-verify", help="Do not try the file with the project's pytest.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: write what is shown.")]
Install = Annotated[
    bool, typer.Option("--install", help="Make .venv and install into it, where there is no environment.")
]
InitBeside = Annotated[
    Optional[list[str]],
    typer.Option(
        "--with",
        metavar="KIND",
        help="Instead of what fits: compose, dockerfile, github, gitlab, pre-commit, env, onboard. Repeatable.",
        autocompletion=offer("beside"),
    ),
]
InitNoVerify = Annotated[bool, typer.Option("--no-verify", help="Do not call pytest.")]
By = Annotated[
    Optional[str],
    typer.Option("--by", metavar="file|folder|marker", help="What is never divided between batches (default: file)."),
]
BatchSize = Annotated[
    Optional[int], typer.Option("--batch-size", metavar="N", help="Files (10), folders or markers (1) to a batch.")
]
RunJobs = Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="Batches at a time.")]
Shard = Annotated[
    Optional[str], typer.Option("--shard", metavar="K/N", help="Only this part, by the durations of --record.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run that was interrupted.")]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="End a batch of which no test says a word; 0: never.")
]
RunJunit = Annotated[Optional[str], typer.Option("--junit", metavar="FILE", help="One JUnit XML file for all batches.")]
Record = Annotated[Optional[str], typer.Option("--record", metavar="FILE", help="pytest-guard's record, for --shard.")]
State = Annotated[
    Optional[str],
    typer.Option("--state", metavar="FOLDER", help="Where the run is kept (default: the user's cache)."),
]
RunQuiet = Annotated[bool, typer.Option("-q", "--quiet", help="No line for each batch.")]
TrendsRecord = Annotated[
    str, typer.Argument(metavar="RECORD", help="The file of pytest --guard-record (pytest-guard).")
]
Runs = Annotated[int, typer.Option("--runs", metavar="N", help="How many of the last runs.")]
MaxSlower = Annotated[
    Optional[str],
    typer.Option("--max-slower", metavar="PERCENT", help="By how much the same tests may take longer."),
]
MaxMemory = Annotated[
    Optional[str], typer.Option("--max-memory", metavar="SIZE", help="What one process may have: 512m, 5g.")
]
MaxFlaky = Annotated[
    Optional[str],
    typer.Option("--max-flaky", metavar="PERCENT", help="How many tests may pass only after a rerun."),
]
Svg = Annotated[Optional[str], typer.Option("--svg", metavar="FILE", help="Draw it into a file.")]


def names(given: list[str] | None) -> tuple[str, ...]:
    """Rules and topics, of which one option may name several: `--select config,plugins`."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())
