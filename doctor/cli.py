"""The command line: parse, call, print, exit. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Optional

import typer

app = typer.Typer(
    name="pytest-doctor",
    help="Says why pytest does not do what you think, names the file and the line, and the cure.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


def version(wanted: bool) -> None:
    """Prints the version and ends."""
    if wanted:
        from doctor import __version__

        typer.echo(f"pytest-doctor {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Words after `--` are taken as pytest's own: pytest-doctor diagnose . -- tests/unit -n auto")
def diagnose(
    context: typer.Context,
    path: Path = ".",
    python: Python = None,
    env: Env = None,
    pytest: Pytest = None,
    profile: Profile = "",
    select: Annotated[
        Optional[list[str]],
        typer.Option("--select", metavar="RULE|TOPIC", help="Only these. Repeatable.", autocompletion=offer("rules")),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],
        typer.Option("--ignore", metavar="RULE|TOPIC", help="Not these. Repeatable.", autocompletion=offer("rules")),
    ] = None,
    form: ReportFormat = "text",
    output: Output = None,
    fail_on: Annotated[
        Optional[str],
        typer.Option(
            "--fail-on",
            metavar="error|warning|note|never",
            help="What makes the exit code 1 (default: warning).",
            autocompletion=offer("severities"),
        ),
    ] = None,
    pedantic: Annotated[bool, typer.Option("--pedantic", help="Show notes too.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can safely be mended; print what remains.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also what may change which tests run, or what they check.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")] = False,
    baseline: Annotated[
        Optional[str], typer.Option("--baseline", metavar="FILE", help="Show only what is not in this file yet.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now to the baseline, and end with 0.")
    ] = False,
    changed_since: Annotated[
        Optional[str],
        typer.Option(
            "--changed-since",
            metavar="REV",
            help="Only findings in lines of Python and in other files that have changed since this revision of git.",
        ),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Call pytest on a copy, before and after; leave out what makes it worse.")
    ] = False,
    probe: Probe = False,
    no_cache: NoCache = False,
    jobs: Annotated[
        int,
        typer.Option(
            "-j", "--jobs", metavar="N", help="Processes for big trees (default: all cores).", show_default=False
        ),
    ] = 0,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show every place of a finding.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only when there are some.")] = False,
) -> None:
    """Name what is wrong: file, line, consequence and cure. Nothing of the project is executed."""
    from doctor.commands.call import invocation
    from doctor.commands.diagnose import diagnose_command
    from doctor.commands.place import in_chosen_place

    call = invocation(
        path,
        context.obj,
        python=python,
        env=env or (),
        pytest_version=pytest,
        probe=probe,
        jobs=jobs,
        use_cache=not no_cache,
    )
    given: dict[str, Any] = {
        "select": tuple(select or ()),
        "ignore": tuple(ignore or ()),
        "fail_on": fail_on,
        "pedantic": pedantic,
    }
    given |= {"baseline": baseline, "update_baseline": update_baseline, "changed_since": changed_since}
    given |= {"fix": fix, "unsafe": unsafe_fixes, "diff": diff, "verify": verify}
    call = in_chosen_place(call, profile)
    raise typer.Exit(diagnose_command(call, form, output, quiet=quiet, verbose=verbose, **given))


@app.command(epilog="pytest-doctor preflight --profile docker --collect --memory 256m")
def preflight(
    context: typer.Context,
    path: Path = ".",
    profile: Profile = "default",
    collect: Annotated[
        bool, typer.Option("--collect", help="Call pytest to prove that it collects, within the memory limit.")
    ] = False,
    memory: Annotated[
        Optional[str],
        typer.Option("--memory", metavar="SIZE", help="256m, 1g (default: what the container may use)."),
    ] = None,
    min_pass_rate: Annotated[
        Optional[str],
        typer.Option("--min-pass-rate", metavar="PERCENT", help="What a finished run must reach; with --junit."),
    ] = None,
    junit: Annotated[
        Optional[str], typer.Option("--junit", metavar="FILE", help="The JUnit XML of the finished run.")
    ] = None,
    python: Python = None,
    env: Env = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to print.")] = "text",
    output: Output = None,
    no_cache: NoCache = False,
) -> None:
    """Say in CI whether the run will work there: one table of checks. Only --collect executes the project."""
    from doctor.commands.call import invocation
    from doctor.commands.preflight import Wanted, preflight_command

    call = invocation(path, context.obj, python=python, env=env or (), use_cache=not no_cache)
    wanted = Wanted(collect, memory, min_pass_rate, junit)
    raise typer.Exit(preflight_command(call, profile, wanted, form, output))


@app.command(epilog="Words after `--` are taken as pytest's own: pytest-doctor config sub/folder -- -c other.ini")
def config(
    context: typer.Context,
    path: Path = ".",
    python: Python = None,
    env: Env = None,
    pytest: Pytest = None,
    form: Format = "text",
    output: Output = None,
    no_cache: NoCache = False,
) -> None:
    """Show the effective configuration, each value with the place where it was written."""
    from doctor.commands.call import invocation
    from doctor.commands.config import config_command

    call = invocation(path, context.obj, python=python, env=env or (), pytest_version=pytest, use_cache=not no_cache)
    raise typer.Exit(config_command(call, form, output))


@app.command()
def env(
    path: Path = ".",
    python: Python = None,
    env: Env = None,
    form: Format = "text",
    output: Output = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Leave out user names and home folders, to show it to others.")
    ] = False,
    probe: Probe = False,
    no_cache: NoCache = False,
) -> None:
    """Show the environment: interpreter, plugins, container, network, CI. As JSON, a snapshot for `compare`."""
    from doctor.commands.call import invocation
    from doctor.commands.env import env_command

    call = invocation(path, python=python, env=env or (), probe=probe, use_cache=not no_cache)
    raise typer.Exit(env_command(call, form, output, redact))


@app.command(epilog="The rules are asked about the project in --project, once with each environment.")
def compare(
    left: Annotated[str, typer.Argument(metavar="A.json", help="A snapshot: pytest-doctor env --format json.")],
    right: Annotated[str, typer.Argument(metavar="B.json", help="Another one, of CI or a colleague.")],
    project: Annotated[str, typer.Option("--project", metavar="PATH", help="The project that both would test.")] = ".",
    form: Format = "text",
    output: Output = None,
) -> None:
    """Compare two environments: what differs, and which rules speak on one side only."""
    from doctor.commands.call import invocation
    from doctor.commands.compare import compare_command

    raise typer.Exit(compare_command(invocation(project), (left, right), form, output))


@app.command()
def plugins(
    path: Path = ".",
    python: Python = None,
    every: Annotated[bool, typer.Option("--all", help="Known plugins that are not installed, too.")] = False,
    form: Format = "text",
    output: Output = None,
    no_cache: NoCache = False,
) -> None:
    """List plugins: what each provides, and whether it is loaded."""
    from doctor.commands.call import invocation
    from doctor.commands.plugins import plugins_command

    raise typer.Exit(plugins_command(invocation(path, python=python, use_cache=not no_cache), every, form, output))


@app.command()
def schema(
    name: Annotated[str, typer.Argument(metavar="[report|settings|env|config|plugins]", show_default=False)] = "report",
    output: Output = None,
) -> None:
    """Print the JSON Schema of a report, or of the settings."""
    from doctor.commands.schema import schema_command

    raise typer.Exit(schema_command(name, output))


@app.command()
def rules(form: Format = "text", output: Output = None) -> None:
    """List the rules."""
    from doctor.commands.rules import rules_command

    raise typer.Exit(rules_command(form, output))


@app.command(
    context_settings={"ignore_unknown_options": True},
    epilog="pytest 2>&1 | pytest-doctor explain -   reads pytest's output, and names the cause in this project",
)
def explain(
    context: typer.Context,
    name: Annotated[
        Optional[str],
        typer.Argument(
            metavar="NAME|-",
            help="A rule, option, configuration key, marker, fixture or plugin.",
            autocompletion=offer("explained"),
        ),
    ] = None,
    path: Path = ".",
    python: Python = None,
    env: Env = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Explain a name: whose it is, whether it is here and active. Or pytest's output, on standard input."""
    from doctor.commands.call import invocation
    from doctor.commands.explain import explain_command

    name = name or next(iter(context.obj or ()), None)  # `explain -- --cov`
    if name is None:
        raise typer.BadParameter(
            "name a rule, option, configuration key, marker, fixture or plugin, or - for an output"
        )
    raise typer.Exit(explain_command(invocation(path, python=python, env=env or ()), name, form, output))


@app.command()
def generate(
    path: Path = ".",
    profile: Annotated[
        Optional[str],
        typer.Option(
            "--profile",
            metavar="NAME",
            help="`profiles` lists them; default: default.",
            autocompletion=offer("profiles"),
        ),
    ] = None,
    beside: Annotated[
        Optional[list[str]],
        typer.Option(
            "--with",
            metavar="KIND",
            help="Beside it: compose, dockerfile, github, gitlab, pre-commit, env, onboard. "
            "Repeatable; without --profile, these alone.",
            autocompletion=offer("beside"),
        ),
    ] = None,
    target: Annotated[
        str,
        typer.Option(
            "--target",
            metavar="PLACE",
            help="pytest.ini, pytest.toml, tool.pytest, tool.pytest.ini_options, tox.ini, setup.cfg.",
        ),
    ] = "",
    output: Annotated[
        str, typer.Option("--output", metavar="FILE", help="A file of the project's folder, for pytest -c.")
    ] = "",
    settings: Annotated[
        Optional[list[str]], typer.Option("--set", metavar="KEY=VALUE", help="Another value. Repeatable.")
    ] = None,
    require: Annotated[bool, typer.Option("--require", help="A plugin that is missing is an error.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if the file is not in step.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file, write nothing.")] = False,
    no_verify: Annotated[
        bool, typer.Option("--no-verify", help="Do not try the file with the project's pytest.")
    ] = False,
    python: Python = None,
    env: Env = None,
    pytest: Pytest = None,
) -> None:
    """Write a profile's configuration, after the project's pytest has collected with it in a copy."""
    from doctor.commands.call import invocation
    from doctor.commands.generate import generate_command
    from doctor.generate.story import Request

    call = invocation(path, python=python, env=env or (), pytest_version=pytest)
    request = Request(profile or "default", target, output, tuple(settings or ()), require)
    code = generate_command(call, request, check, dry_run, not no_verify) if profile or not beside else 0
    if beside:
        from doctor.commands.beside import beside_command

        code = max(code, beside_command(call, beside, request, check, dry_run))
    raise typer.Exit(code)


@app.command()
def init(
    path: Path = ".",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: write what is shown.")] = False,
    install: Annotated[
        bool, typer.Option("--install", help="Make .venv and install into it, where there is no environment.")
    ] = False,
    beside: Annotated[
        Optional[list[str]],
        typer.Option(
            "--with",
            metavar="KIND",
            help="Instead of what fits: compose, dockerfile, github, gitlab, pre-commit, env, onboard. Repeatable.",
            autocompletion=offer("beside"),
        ),
    ] = None,
    no_verify: Annotated[bool, typer.Option("--no-verify", help="Do not call pytest.")] = False,
    python: Python = None,
    env: Env = None,
) -> None:
    """Set a project up: configuration, hook, CI. Shows each file, asks, writes, and runs the tests with pytest.

    Where it cannot ask, nothing is written without --yes, and the exit code is 2.
    """
    from doctor.commands.call import invocation
    from doctor.commands.init import init_command

    call = invocation(path, python=python, env=env or ())
    raise typer.Exit(init_command(call, beside or [], yes, install, not no_verify))


@app.command(epilog="Words after `--` are pytest's own: pytest-doctor run . -- tests/unit -m 'not slow'")
def run(
    context: typer.Context,
    path: Path = ".",
    by: Annotated[
        str, typer.Option("--by", metavar="file|folder|marker", help="What is never divided between batches.")
    ] = "file",
    batch_size: Annotated[
        Optional[int], typer.Option("--batch-size", metavar="N", help="Files (10), folders or markers (1) to a batch.")
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="Batches at a time.")] = 1,
    shard: Annotated[
        Optional[str], typer.Option("--shard", metavar="K/N", help="Only this part, by the durations of --record.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run that was interrupted.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="End a batch of which no test says a word; 0: never.")
    ] = 600.0,
    junit: Annotated[
        Optional[str], typer.Option("--junit", metavar="FILE", help="One JUnit XML file for all batches.")
    ] = None,
    record: Annotated[
        Optional[str], typer.Option("--record", metavar="FILE", help="pytest-guard's record, for --shard.")
    ] = None,
    state: Annotated[
        Optional[str],
        typer.Option("--state", metavar="FOLDER", help="Where the run is kept (default: the user's cache)."),
    ] = None,
    python: Python = None,
    env: Env = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to print.")] = "text",
    output: Output = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No line for each batch.")] = False,
) -> None:
    """Run the tests in batches, each in a process of its own; go on after one that crashes, hangs or is killed."""
    from doctor.commands.call import invocation
    from doctor.commands.run import Wanted, run_command

    call = invocation(path, context.obj, python=python, env=env or ())
    wanted = Wanted(by, batch_size, jobs, shard, resume, timeout, junit, record, state, quiet)
    raise typer.Exit(run_command(call, wanted, form, output))


@app.command(epilog="pytest-doctor trends runs.db --max-slower 10% --max-memory 5g --max-flaky 1%")
def trends(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The file of pytest --guard-record (pytest-guard).")],
    runs: Annotated[int, typer.Option("--runs", metavar="N", help="How many of the last runs.")] = 20,
    max_slower: Annotated[
        Optional[str],
        typer.Option("--max-slower", metavar="PERCENT", help="By how much the same tests may take longer."),
    ] = None,
    max_memory: Annotated[
        Optional[str], typer.Option("--max-memory", metavar="SIZE", help="What one process may have: 512m, 5g.")
    ] = None,
    max_flaky: Annotated[
        Optional[str],
        typer.Option("--max-flaky", metavar="PERCENT", help="How many tests may pass only after a rerun."),
    ] = None,
    svg: Annotated[Optional[str], typer.Option("--svg", metavar="FILE", help="Draw it into a file.")] = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Show how the recorded runs went; exit 1 when the last one is past a limit."""
    from doctor.commands.trends import Limits, trends_command

    raise typer.Exit(trends_command(record, runs, Limits(max_slower, max_memory, max_flaky), form, output, svg))


@app.command()
def profiles(path: Path = ".", form: Format = "text", output: Output = None) -> None:
    """List the profiles: what each sets, and why."""
    from doctor.commands.call import invocation
    from doctor.commands.profiles import profiles_command

    raise typer.Exit(profiles_command(invocation(path), form, output))
