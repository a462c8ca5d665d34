"""What filters make of a warning is what Python's warnings and pytest's own parser make of it."""

from __future__ import annotations

import itertools
import warnings

import pytest
from _pytest.config import parse_warning_filter

from doctor.model.config import CommandLine, GivenOption, IniValue, IniValues, PytestConfig, Source
from doctor.model.places import COMMAND_LINE, Place
from doctor.rules.filters import error_filter

MESSAGE = "cannot collect test class 'TestOrder' because it has a __init__ constructor"
FILTERS = (
    "error",
    "ignore",
    "default",
    "error::UserWarning",
    "error::DeprecationWarning",
    "error::pytest.PytestCollectionWarning",
    "ignore::pytest.PytestWarning",
    "ignore:cannot collect",
    "error:cannot COLLECT.*TestOrder",
    "ignore:something else",
    "once::Warning",
)


def config() -> PytestConfig:
    return PytestConfig("8.4.2", ".", None, (), (), (), (), (), (), False, (), None)


def command_line(lines: list[str]) -> CommandLine:
    place = Place(COMMAND_LINE)
    return CommandLine(
        tuple(GivenOption("-W", ("-W", "--pythonwarnings"), line, place, Source.COMMAND_LINE, True) for line in lines),
        (),
    )


def raises(in_file: list[str], on_command_line: list[str]) -> bool:
    """Does Python raise the warning under these filters?"""
    with warnings.catch_warnings(record=True):
        warnings.resetwarnings()
        for line in in_file:
            warnings.filterwarnings(*parse_warning_filter(line, escape=False))
        for line in on_command_line:
            warnings.filterwarnings(*parse_warning_filter(line, escape=True))
        try:
            warnings.warn_explicit(pytest.PytestCollectionWarning(MESSAGE), None, "test_orders.py", 1)  # type: ignore[call-overload]
        except pytest.PytestCollectionWarning:
            return True
    return False


@pytest.mark.parametrize("lines", [*itertools.product(FILTERS, repeat=2)], ids=" then ".join)
def test_the_last_filter_that_matches_holds(lines: tuple[str, str]) -> None:
    ini = IniValues({"filterwarnings": IniValue("filterwarnings", list(lines), "file", "ini")})
    found = error_filter(config(), ini, command_line([]), "PytestCollectionWarning", MESSAGE)
    assert (found is not None) == raises(list(lines), [])


@pytest.mark.parametrize("lines", [*itertools.product(FILTERS, repeat=2)], ids=" before ".join)
def test_the_command_line_comes_after_the_file(lines: tuple[str, str]) -> None:
    ini = IniValues({"filterwarnings": IniValue("filterwarnings", [lines[0]], "file", "ini")})
    found = error_filter(config(), ini, command_line([lines[1]]), "PytestCollectionWarning", MESSAGE)
    assert (found is not None) == raises([lines[0]], [lines[1]])
