"""How many workers an option starts."""

from __future__ import annotations

import pytest

from doctor.model.config import GivenOption, Source
from doctor.model.environment import Distribution, Distributions, Limits, Variables
from doctor.model.places import Place
from doctor.rules.environment.workers_exceed_cpu_quota import number

LIMITS = Limits(cpus_host=64, cpus_affinity=16)


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        ("4", {}, 4),
        ("auto", {}, 16),
        ("logical", {}, 16),
        ("auto", {"PYTEST_XDIST_AUTO_NUM_WORKERS": "3"}, 3),
        ("auto", {"PYTEST_XDIST_AUTO_NUM_WORKERS": "three"}, 16),
        ("maximum", {}, 0),
    ],
)
def test_number_of_workers(text: str, variables: dict[str, str], expected: int) -> None:
    option = GivenOption("-n", ("-n",), text, Place("pytest.ini", 2), Source.ADDOPTS, True)
    assert number(option, Variables(variables), LIMITS, Distributions()) == expected


def test_physical_cores_are_not_guessed() -> None:
    option = GivenOption("-n", ("-n",), "auto", Place("pytest.ini", 2), Source.ADDOPTS, True)
    psutil = Distributions({"psutil": Distribution("psutil", "psutil", "7.0")})
    assert number(option, Variables(), LIMITS, psutil) == 0
