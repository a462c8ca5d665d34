"""The joined command line with the options of the plugins that are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.command_line import command_line
from doctor.model.config import CommandLine, Source
from doctor.model.invocation import Invocation
from doctor.model.plugins import Kind, Knowledge, KnownPlugin, Option, Plugin, Plugins, Provided
from tests.oracle.ours import builtin_plugins, config

XDIST = Provided(options=(Option(("-n", "--numprocesses")), Option(("--dist",), choices=("no", "load"))))
COV = Provided(options=(Option(("--cov",), nargs="?"), Option(("--no-cov",), takes_value=False)))
KNOWN = Knowledge(lambda: (KnownPlugin("pytest-cov", "6.0", (), COV),))


def parse(project: Path, *args: str, version: str = "9.2.0", complete: bool = True, text: str = "") -> CommandLine:
    (project / "pytest.ini").write_text(text)
    invocation = Invocation(str(project), args, {})
    found = config(invocation, version, KNOWN)
    plugins = (*builtin_plugins(found).plugins, Plugin("xdist", Kind.INSTALLED, "xdist.plugin", provided=XDIST))
    return command_line(invocation, found, Plugins(plugins, complete), KNOWN)


@pytest.mark.parametrize("args", [("-n4",), ("-n", "4"), ("-n=4",), ("--numprocesses=4",), ("--numprocesses", "4")])
def test_all_ways_to_give_a_value(tmp_path: Path, args: tuple[str, ...]) -> None:
    line = parse(tmp_path, *args, "tests")
    option = line.last("-n")
    assert option
    assert (option.value, option.known, option.names) == ("4", True, ("-n", "--numprocesses"))
    assert [word.text for word in line.positionals] == ["tests"]
    assert line.error is None


def test_a_cluster_of_flags_is_several_options(tmp_path: Path) -> None:
    line = parse(tmp_path, "-vvx")
    assert [option.name for option in line.options] == ["-v", "-v", "-x"]


def test_the_last_one_wins_and_knows_its_layer(tmp_path: Path) -> None:
    line = parse(tmp_path, "--tb=long", text="[pytest]\naddopts = --tb short -k 'a b'\n")
    option = line.last("--tb")
    assert option
    assert (option.value, option.source) == ("long", Source.COMMAND_LINE)
    first = line.all("--tb")[0]
    assert (first.source, first.place.column, first.place.end_column) == (Source.ADDOPTS, 11, 21)
    keyword = line.last("-k")
    assert keyword
    assert (keyword.value, keyword.text()) == ("a b", "-k a b")


def test_an_unknown_option_keeps_its_value(tmp_path: Path) -> None:
    line = parse(tmp_path, "--cov", "src", "--foo=1", "--bar", "tests")
    assert [(option.name, option.value, option.known) for option in line.options] == [
        ("--cov", "src", False),
        ("--foo", "1", False),
        ("--bar", None, False),
    ]
    assert [word.text for word in line.positionals] == ["tests"]


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("8.4.2", "pytest: error: unrecognized arguments: --foo\n  inifile: {0}/pytest.ini\n  rootdir: {0}"),
        ("9.2.0", "pytest: error: unrecognized arguments: --foo\n  inifile: {0}/pytest.ini\n  rootdir: {0}"),
    ],
)
def test_what_nobody_provides_is_an_error(tmp_path: Path, version: str, words: str) -> None:
    error = parse(tmp_path, text="[pytest]\naddopts = -q --foo\n", version=version).error
    assert error
    assert error.message.endswith(words.format(tmp_path))
    assert str(error.place) == "pytest.ini:2:14"


def test_nothing_is_said_of_unknown_options_where_plugins_are_unknown(tmp_path: Path) -> None:
    assert parse(tmp_path, "--foo", complete=False).error is None
    assert parse(tmp_path, "--tb=nope", complete=False).error is not None


def test_a_refused_value_is_an_error_and_the_rest_is_kept(tmp_path: Path) -> None:
    line = parse(tmp_path, "--dist=nope", "-x", "tests")
    assert line.error
    assert "argument --dist: invalid choice: 'nope'" in line.error.message
    assert [option.name for option in line.options] == ["--dist", "-x"]


def test_words_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "args.txt").write_text("-n\n3\ntests\n")
    line = parse(tmp_path, "@args.txt")
    option = line.last("-n")
    assert option
    assert (option.value, str(option.place)) == ("3", "args.txt:1:1")
    assert parse(tmp_path, "@args.txt", version="7.4.4").positionals[0].text == "@args.txt"
