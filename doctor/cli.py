"""The command line: parse, call, print, exit. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from doctor.commands import options

app = typer.Typer(
    name="pytest-doctor",
    help="Says why pytest does not do what you think, names the file and the line, and the cure.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    path: options.Path = ".",
    python: options.Python = None,
    env: options.Env = None,
    pytest: options.Pytest = None,
    profile: options.Profile = "",
    select: options.Select = None,
    ignore: options.Ignore = None,
    form: options.ReportFormat = "text",
    output: options.Output = None,
    fail_on: options.FailOn = None,
    pedantic: options.Pedantic = False,
    fix: options.Fix = False,
    unsafe_fixes: options.UnsafeFixes = False,
    diff: options.Diff = False,
    baseline: options.Baseline = None,
    update_baseline: options.UpdateBaseline = False,
    changed_since: options.ChangedSince = None,
    verify: options.Verify = False,
    each_rootdir: options.EachRootdir = False,
    probe: options.Probe = False,
    no_cache: options.NoCache = False,
    jobs: options.Jobs = 0,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Name what is wrong: file, line, consequence and cure. Nothing of the project is executed."""
    from doctor.commands.call import invocation
    from doctor.commands.diagnose import diagnose_command
    from doctor.commands.place import in_chosen_place

    place: dict[str, Any] = {"python": python, "env": env or (), "pytest_version": pytest}
    call = invocation(path, context.obj, probe=probe, jobs=jobs, use_cache=not no_cache, **place)
    given: dict[str, Any] = {"select": options.names(select), "ignore": options.names(ignore)}
    given |= {"fail_on": fail_on, "pedantic": pedantic, "fix": fix, "unsafe": unsafe_fixes, "diff": diff}
    given |= {"verify": verify, "baseline": baseline, "update_baseline": update_baseline}
    given |= {"changed_since": changed_since, "quiet": quiet, "verbose": verbose}
    if each_rootdir:
        from doctor.commands.each import each_command

        raise typer.Exit(each_command(call, profile, form, output, **given))
    call = in_chosen_place(call, profile)
    raise typer.Exit(diagnose_command(call, form, output, **given))


@app.command(epilog="pytest-doctor preflight --profile docker --collect --memory 256m")
def preflight(
    context: typer.Context,
    path: options.Path = ".",
    profile: options.Profile = "default",
    collect: options.Collect = False,
    memory: options.Memory = None,
    min_pass_rate: options.MinPassRate = None,
    junit: options.Junit = None,
    python: options.Python = None,
    env: options.Env = None,
    form: options.PreflightFormat = "text",
    output: options.Output = None,
    no_cache: options.NoCache = False,
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
    path: options.Path = ".",
    python: options.Python = None,
    env: options.Env = None,
    pytest: options.Pytest = None,
    form: options.Format = "text",
    output: options.Output = None,
    no_cache: options.NoCache = False,
) -> None:
    """Show the effective configuration, each value with the place where it was written."""
    from doctor.commands.call import invocation
    from doctor.commands.config import config_command

    call = invocation(path, context.obj, python=python, env=env or (), pytest_version=pytest, use_cache=not no_cache)
    raise typer.Exit(config_command(call, form, output))


@app.command()
def env(
    path: options.Path = ".",
    python: options.Python = None,
    env: options.Env = None,
    form: options.Format = "text",
    output: options.Output = None,
    redact: options.Redact = False,
    probe: options.Probe = False,
    no_cache: options.NoCache = False,
) -> None:
    """Show the environment: interpreter, plugins, container, network, CI. As JSON, a snapshot for `compare`."""
    from doctor.commands.call import invocation
    from doctor.commands.env import env_command

    call = invocation(path, python=python, env=env or (), probe=probe, use_cache=not no_cache)
    raise typer.Exit(env_command(call, form, output, redact))


@app.command(epilog="The rules are asked about the project in --project, once with each environment.")
def compare(
    left: options.Left,
    right: options.Right,
    project: options.Project = ".",
    form: options.Format = "text",
    output: options.Output = None,
) -> None:
    """Compare two environments: what differs, and which rules speak on one side only."""
    from doctor.commands.call import invocation
    from doctor.commands.compare import compare_command

    raise typer.Exit(compare_command(invocation(project), (left, right), form, output))


@app.command()
def plugins(
    path: options.Path = ".",
    python: options.Python = None,
    every: options.Every = False,
    form: options.Format = "text",
    output: options.Output = None,
    no_cache: options.NoCache = False,
) -> None:
    """List plugins: what each provides, and whether it is loaded."""
    from doctor.commands.call import invocation
    from doctor.commands.plugins import plugins_command

    raise typer.Exit(plugins_command(invocation(path, python=python, use_cache=not no_cache), every, form, output))


@app.command()
def schema(
    name: options.Name = "report",
    output: options.Output = None,
) -> None:
    """Print the JSON Schema of a report, or of the settings."""
    from doctor.commands.schema import schema_command

    raise typer.Exit(schema_command(name, output))


@app.command()
def rules(form: options.Format = "text", output: options.Output = None) -> None:
    """List the rules."""
    from doctor.commands.rules import rules_command

    raise typer.Exit(rules_command(form, output))


@app.command(
    context_settings={"ignore_unknown_options": True},
    epilog="pytest 2>&1 | pytest-doctor explain -   reads pytest's output, and names the cause in this project",
)
def explain(
    context: typer.Context,
    name: options.ExplainName = None,
    path: options.Path = ".",
    python: options.Python = None,
    env: options.Env = None,
    form: options.Format = "text",
    output: options.Output = None,
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
    path: options.Path = ".",
    profile: options.GenerateProfile = None,
    beside: options.Beside = None,
    target: options.Target = "",
    output: options.GenerateOutput = "",
    settings: options.Settings = None,
    require: options.Require = False,
    check: options.Check = False,
    dry_run: options.DryRun = False,
    no_verify: options.NoVerify = False,
    python: options.Python = None,
    env: options.Env = None,
    pytest: options.Pytest = None,
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
    path: options.Path = ".",
    yes: options.Yes = False,
    install: options.Install = False,
    beside: options.InitBeside = None,
    no_verify: options.InitNoVerify = False,
    python: options.Python = None,
    env: options.Env = None,
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
    path: options.Path = ".",
    by: options.By = None,
    batch_size: options.BatchSize = None,
    jobs: options.RunJobs = 1,
    shard: options.Shard = None,
    resume: options.Resume = False,
    timeout: options.Timeout = 600.0,
    junit: options.RunJunit = None,
    record: options.Record = None,
    state: options.State = None,
    python: options.Python = None,
    env: options.Env = None,
    form: options.PreflightFormat = "text",
    output: options.Output = None,
    quiet: options.RunQuiet = False,
) -> None:
    """Run the tests in batches, each in a process of its own; go on after one that crashes, hangs or is killed."""
    from doctor.commands.call import invocation
    from doctor.commands.run import Wanted, run_command

    call = invocation(path, context.obj, python=python, env=env or ())
    wanted = Wanted(by, batch_size, jobs, shard, resume, timeout, junit, record, state, quiet)
    raise typer.Exit(run_command(call, wanted, form, output))


@app.command(epilog="pytest-doctor trends runs.db --max-slower 10% --max-memory 5g --max-flaky 1%")
def trends(
    record: options.TrendsRecord,
    runs: options.Runs = 20,
    max_slower: options.MaxSlower = None,
    max_memory: options.MaxMemory = None,
    max_flaky: options.MaxFlaky = None,
    svg: options.Svg = None,
    form: options.Format = "text",
    output: options.Output = None,
) -> None:
    """Show how the recorded runs went; exit 1 when the last one is past a limit."""
    from doctor.commands.trends import Limits, trends_command

    raise typer.Exit(trends_command(record, runs, Limits(max_slower, max_memory, max_flaky), form, output, svg))


@app.command()
def profiles(path: options.Path = ".", form: options.Format = "text", output: options.Output = None) -> None:
    """List the profiles: what each sets, and why."""
    from doctor.commands.call import invocation
    from doctor.commands.profiles import profiles_command

    raise typer.Exit(profiles_command(invocation(path), form, output))
