"""`pytest-doctor init`: from a bare checkout to a first run."""

from __future__ import annotations

import sys
from pathlib import Path

from doctor.commands.first_run import first_run, say
from doctor.commands.own_environment import is_missing, made, told
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.fixes.diff import unified
from doctor.fixes.write import write
from doctor.generate.beside import beside
from doctor.generate.beside.installs import install
from doctor.generate.story import Request, change, prepare, proof
from doctor.generate.target import present
from doctor.model.fixes import FileChange
from doctor.model.invocation import Invocation


def init_command(invocation: Invocation, kinds: list[str], yes: bool, install: bool, verify: bool) -> int:
    """Proposes file after file, writes those that are wanted all at once, and runs the tests."""
    asked = yes or sys.stdin.isatty()
    facts = environment(facts_of(invocation), install, yes) if asked else facts_of(invocation)
    wanted = [each for each in (*configuration(facts, verify and asked), *others(facts, kinds)) if chosen(each, yes)]
    if not asked:
        raise UsageError("nothing was written: this is no terminal to ask on; call it with --yes")
    write(invocation.project, wanted)
    for each in wanted:
        say(f"{each.file}: written")
    return first_run(facts_of(invocation)) if verify else 0


def environment(facts: Facts, wanted: bool, yes: bool) -> Facts:
    """The facts, with an environment of the project's own where it was asked for; else how to make one."""
    if not is_missing(facts):
        return facts
    needed = install(facts)
    say(f"the project has no environment of its own; to make one ({needed.reason}):\n{told(needed)}")
    if not wanted:
        say("  (`pytest-doctor init --install` does it)")
        return facts
    made(facts.get("invocation").project, needed)
    return facts_of(facts.get("invocation"))


def configuration(facts: Facts, verify: bool) -> list[FileChange]:
    """The configuration of the default profile, proven by pytest; none where the project has one."""
    there = present(facts.get("config"))
    if there:
        say(f"{there}: kept; `pytest-doctor generate --dry-run` prints what could be added")
        return []
    prepared = prepare(facts, Request("default"))
    faults = proof(facts, prepared) if verify and facts.get("interpreter").executable else ()
    if faults:
        say(f"{prepared.file} is left out, for pytest refuses it: {'; '.join(faults)}")
    return [] if faults or not prepared.changed else [change(prepared)]


def others(facts: Facts, kinds: list[str]) -> list[FileChange]:
    """What stands beside it: as named, else a hook and a job where the project is in a repository."""
    files = beside(facts, kinds or fitting(facts))
    for each in files:
        if not each.change:
            say(f"{each.file}: kept ({each.reason})")
    return [each.change for each in files if each.change]


def fitting(facts: Facts) -> list[str]:
    """A hook where there is a repository; a job where its remote, or a file, tells which service runs it."""
    project = Path(facts.get("invocation").project)
    config = project / ".git/config"
    if not (project / ".git").exists():
        return []
    remotes = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    found = ["pre-commit"]
    found += ["github"] if "github.com" in remotes or (project / ".github").is_dir() else []
    return found + (["gitlab"] if "gitlab" in remotes or (project / ".gitlab-ci.yml").is_file() else [])


def chosen(proposed: FileChange, yes: bool) -> bool:
    """Shows the file, and asks on a terminal. Ctrl-C ends it all before anything is written."""
    import click

    sys.stderr.write(unified([proposed]))
    if yes or not sys.stdin.isatty():
        return yes
    return click.confirm(f"write {proposed.file}?", default=True, err=True)
