"""The list of plugins, for programs and for people."""

from __future__ import annotations

import json

import pytest

from doctor.model.config import PluginFlag, Source
from doctor.model.environment import Distribution, Distributions
from doctor.model.places import Place
from doctor.model.plugins import (
    EntryPoint,
    IniKey,
    Kind,
    KnownPlugin,
    Marker,
    Option,
    Plugin,
    PluginFixture,
    Plugins,
    Provided,
)
from doctor.reports.plugins import Listing, as_json, as_text
from doctor.reports.style import Style

FLAG = PluginFlag("alpha", True, Place("pytest.ini", 3, 5, 3, 18), Source.ADDOPTS, "-p no:alpha")
ALPHA = Provided(
    options=(Option(("-a", "--alpha"), takes_value=False),),
    ini=(IniKey("alpha_key", "bool"),),
    markers=(Marker("alpha"),),
    fixtures=(PluginFixture("one"), PluginFixture("two")),
)
PLUGINS = Plugins(
    (
        Plugin("logging", Kind.BUILTIN, "_pytest.logging"),
        Plugin(
            "alpha",
            Kind.INSTALLED,
            "alpha_plugin",
            "pytest-alpha",
            "1.0",
            active=False,
            reason="blocked by '-p no:alpha'",
            flag=FLAG,
            provided=ALPHA,
        ),
        Plugin("beta", Kind.INSTALLED, "beta", "Beta", "2.0"),
        Plugin("sub/conftest.py", Kind.CONFTEST, "sub/conftest.py", initial=False, file="sub/conftest.py"),
    )
)
THERE = Distributions(
    {
        "pytest-alpha": Distribution("pytest-alpha", "pytest-alpha", "1.0", path="/site/pytest_alpha-1.0.dist-info"),
        "beta": Distribution("Beta", "beta", "2.0", path="/site/Beta-2.0.dist-info"),
    }
)
GAMMA = KnownPlugin("pytest-gamma", "3.0", (EntryPoint("gamma", "gamma_plugin"),), Provided(markers=(Marker("g"),)))
OLD_ALPHA = KnownPlugin("pytest_alpha", "0.1", (), Provided())


@pytest.fixture
def listing() -> Listing:
    return Listing(PLUGINS, THERE, (GAMMA, OLD_ALPHA))


def test_json_is_as_the_contract_says(listing: Listing) -> None:
    data = json.loads(as_json(listing))
    assert data["schema"] == 1
    assert [row["distribution"] for row in data["plugins"]] == ["Beta", "pytest-alpha", "pytest-gamma"]
    beta, alpha, gamma = data["plugins"]
    assert (beta["installed"], beta["active"]) == (True, True)
    assert (gamma["installed"], gamma["active"], gamma["version"], gamma["markers"]) == (False, False, "3.0", ["g"])
    assert {key: alpha[key] for key in list(alpha) if key not in ("reasons", "hooks", "computed")} == {
        "distribution": "pytest-alpha",
        "version": "1.0",
        "installed": True,
        "active": False,
        "entry_points": [{"name": "alpha", "module": "alpha_plugin"}],
        "options": [{"names": ["-a", "--alpha"], "takes_value": False}],
        "ini": [{"name": "alpha_key", "type": "bool"}],
        "markers": ["alpha"],
        "fixtures": ["one", "two"],
    }
    assert alpha["reasons"] == ["blocked by '-p no:alpha' (pytest.ini:3:5)"]
    assert [plugin["name"] for plugin in data["local"]] == ["sub/conftest.py"]
    assert [plugin["name"] for plugin in data["builtin"]] == ["logging"]


def test_text_names_what_is_not_active_and_why(listing: Listing) -> None:
    assert as_text(listing, Style()).splitlines() == [
        "active",
        "  Beta 2.0  beta",
        "",
        "not active",
        "  pytest-alpha 1.0  alpha: 1 option, 1 configuration key, 1 marker, 2 fixtures",
        "                    blocked by '-p no:alpha' (pytest.ini:3:5)",
        "",
        "known, not installed",
        "  pytest-gamma 3.0  gamma: 1 marker",
        "",
        "of the project and of pytest",
        "  sub/conftest.py  loaded when its folder is collected",
    ]


def test_nothing_to_list() -> None:
    empty = Listing(Plugins(()), Distributions())
    assert as_text(empty, Style()) == "no plugins\n"
    assert json.loads(as_json(empty))["plugins"] == []


def test_locked_plugins_are_not_called_installed() -> None:
    locked = Distributions({"beta": Distribution("Beta", "beta", "2.0")}, source="uv.lock")
    listing = Listing(Plugins(PLUGINS.plugins[2:3]), locked)
    [row] = json.loads(as_json(listing))["plugins"]
    assert (row["installed"], row["active"]) == (False, True)
    assert as_text(listing, Style()).startswith("active (from uv.lock)\n  Beta 2.0  beta\n")
