"""The option parser agrees with argparse, in the way in which pytest uses it."""

from __future__ import annotations

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.option_parser import ParseError, Parser, table_of
from doctor.model.config import Argument, Source
from doctor.model.places import Place
from doctor.model.plugins import Option

OPTIONS = (
    Option(("-k",)),
    Option(("-x", "--exitfirst"), takes_value=False),
    Option(("-v", "--verbose"), takes_value=False),
    Option(("--tb",), choices=("short", "long")),
    Option(("--debug",), nargs="?"),
    Option(("--many",), nargs="*"),
    Option(("--some",), nargs="+"),
    Option(("--two",), nargs="2"),
    Option(("-n", "--numprocesses")),
)
# Not "-xfoo" with an unknown letter: from 3.12.3 argparse leaves "-foo" over where it refused the word before.
WORDS = (
    *(
        "-k",
        "-ka",
        "-k=a",
        "-x",
        "-xv",
        "-xk",
        "-vvx",
        "-x=1",
        "--exitfirst",
        "--exitfirst=1",
        "--tb",
        "--tb=no",
    ),
    *(
        "--tb=short",
        "short",
        "--debug",
        "--debug=f",
        "--many",
        "--some",
        "--two",
        "-n4",
        "-n",
        "4",
        "-1",
        "-1.5",
        "-.5",
        "-1\n",
        "-k-1",
    ),
    *("a", "b c", "-a b", "--unknown", "--unknown=1", "-u", "--", "", "-", "--tb=", "--ver"),
)


def check(option: Option, value: str) -> str:
    if option.choices and value not in option.choices:
        return f": invalid choice: {value!r} (choose from {', '.join(map(repr, option.choices))})"
    return ""


def ours(words: list[str]) -> tuple[object, ...] | str:
    arguments = [Argument(word, Place("<command line>"), Source.COMMAND_LINE) for word in words]
    try:
        parsed = Parser(table_of(OPTIONS), check).parse(arguments)
    except ParseError:
        return "error"
    given = {name: found.value for found in parsed.options if found.option for name in found.option.names[-1:]}
    return given, [word.text for word in parsed.positionals], [word.text for word in parsed.extras]


class Record(argparse.Action):
    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: object, option_string: object = None
    ) -> None:
        text = " ".join(values) if isinstance(values, list) and values else None
        namespace.given[self.option_strings[-1]] = text if isinstance(values, list) else values


def theirs(words: list[str]) -> tuple[object, ...] | str:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in OPTIONS:
        nargs: str | int | None = option.nargs or None
        nargs = 0 if not option.takes_value else int(nargs) if nargs and nargs.isdigit() else nargs
        parser.add_argument(*option.names, action=Record, nargs=nargs, choices=option.choices or None)
    parser.add_argument("paths", nargs="*")
    namespace = argparse.Namespace(given={})
    try:
        found, extras = parser.parse_known_args(words, namespace)
    except argparse.ArgumentError:
        return "error"
    return found.given, found.paths, extras


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_agrees_with_argparse(words: list[str]) -> None:
    assert ours(words) == theirs(words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-k"], "argument -k: expected one argument"),
        (["-x=1"], "argument -x/--exitfirst: ignored explicit argument '1'"),
        (["--some"], "argument --some: expected at least one argument"),
        (["--two", "a"], "argument --two: expected 2 arguments"),
        (["--tb", "no"], "argument --tb: invalid choice: 'no' (choose from 'short', 'long')"),
    ],
)
def test_complaints_are_argparses(words: list[str], message: str) -> None:
    arguments = [Argument(word, Place("f", 1, index), Source.ADDOPTS) for index, word in enumerate(words, 1)]
    with pytest.raises(ParseError) as caught:
        Parser(table_of(OPTIONS), check).parse(arguments)
    assert str(caught.value) == message


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_lenient_parsing_never_raises_and_keeps_every_word(words: list[str]) -> None:
    arguments = [Argument(word, Place("f", 1, index), Source.ADDOPTS) for index, word in enumerate(words, 1)]
    parsed = Parser(table_of(OPTIONS), None).parse(arguments)
    kept = [*parsed.positionals, *parsed.extras, *(word for found in parsed.options for word in found.words)]
    assert {word.place for word in arguments if word.text != "--"} <= {word.place for word in kept}
