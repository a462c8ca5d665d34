"""The fact `plugins`, compared with the plugin manager of the pytest that runs these tests."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from doctor.facts import cache
from doctor.facts.providers import facts_of
from doctor.model.config import Source
from doctor.model.environment import Distribution, Distributions
from doctor.model.invocation import Invocation
from doctor.model.plugins import Kind, Plugins

ROOT = Path(__file__).parents[3]
INTROSPECT = ROOT / "tools" / "knowledge" / "introspect.py"
VERSION = tuple(int(part) for part in pytest.__version__.split(".")[:2])

ALPHA = """
    import pytest

    pytest_plugins = ["alpha_extra"]

    def pytest_addoption(parser):
        parser.addoption("--alpha", action="store_true")
        parser.addini("alpha_key", "text", default="x")

    def pytest_configure(config):
        config.addinivalue_line("markers", "alpha: text")

    @pytest.fixture(scope="session")
    def alpha(): pass
    """


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text))


def install(site: Path, name: str, points: dict[str, str]) -> None:
    """A distribution with these pytest11 entry points."""
    folder = site / f"{name.replace('-', '_')}-1.0.dist-info"
    write(folder / "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = "".join(f"{point} = {module}\n" for point, module in points.items())
    write(folder / "entry_points.txt", f"[pytest11]\n{lines}")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder for PYTHONPATH with three plugins."""
    folder = tmp_path / "site"
    write(folder / "alpha_plugin.py", ALPHA)
    write(folder / "alpha_extra.py", "import pytest\n@pytest.fixture\ndef extra(): pass\n")
    install(folder, "pytest-alpha", {"alpha": "alpha_plugin"})
    write(folder / "beta_pkg" / "__init__.py", "")
    write(folder / "beta_pkg" / "plugin.py", "def pytest_addoption(parser): parser.addoption('--beta')\n")
    install(folder, "pytest-beta", {"pytest_beta": "beta_pkg.plugin"})
    write(folder / "gamma.py", "class Plugin:\n    def pytest_addoption(self, parser): parser.addoption('--gamma')\n")
    write(folder / "gamma_two.py", "")
    install(folder, "pytest-gamma", {"gamma": "gamma", "gamma.two": "gamma_two"})
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(folder / "pytest.ini", "[pytest]\n")
    write(
        folder / "conftest.py",
        "pytest_plugins = 'local_plugin'\ndef pytest_addoption(parser): parser.addoption('--root')\n",
    )
    write(folder / "local_plugin.py", "import pytest\n@pytest.fixture\ndef local(): pass\n")
    write(folder / "test_a.py", "def test_a(): pass\n")
    write(folder / "sub" / "conftest.py", "import pytest\n@pytest.fixture\ndef inner(): pass\n")
    write(folder / "sub" / "test_b.py", "def test_b(): pass\n")
    return folder


def fact(project: Path, site: Path, *args: str, **variables: str) -> Plugins:
    variables = {"PYTHONPATH": f"{site}{os.pathsep}{project}", **variables}
    found = facts_of(Invocation(str(project), args, variables, python=sys.executable)).get("plugins")
    assert isinstance(found, Plugins)
    return found


def real(project: Path, site: Path, *args: str, **variables: str) -> set[str]:
    """The names that pytest has registered in the end."""
    environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{project}", "INTROSPECT_HERE": "1", **variables}
    command = [sys.executable, str(INTROSPECT), *args]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if "ValueError: Plugin" in run.stderr:  # before 9.0 pytest ends with a traceback
        return set()
    return {relative(name, project) for name in json.loads(run.stdout.splitlines()[-1]).get("plugins", ())}


def relative(name: str, project: Path) -> str:
    return str(Path(name).relative_to(project)) if name.endswith("conftest.py") else name


# what is written in pytest.ini, the command line, the variables
CALLS = [
    ("", "", {}),
    ("", "-p no:alpha", {}),
    ("", "-p no:beta", {}),
    ("", "-p no:pytest_beta", {}),
    ("", "-p no:pytest-alpha", {}),
    ("", "-p no:alpha_plugin", {}),
    ("", "-pno:alpha", {}),
    ("-p no:alpha", "", {}),
    ("-p no:alpha", "-p alpha", {}),
    ("", "-p no:alpha", {"PYTEST_ADDOPTS": "-p alpha"}),
    ("", "", {"PYTEST_ADDOPTS": "-p no:alpha"}),
    ("", "-p alpha -p no:alpha", {}),
    ("", "-p no:alpha -p alpha", {}),
    ("", "-p no:alpha_extra", {}),
    ("", "", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
    ("", "", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}),
    ("", "-p alpha", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
    ("-p beta_pkg.plugin", "", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
    ("", "-p pytest_beta", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "alpha_extra"}),
    ("", "", {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "alpha_plugin,gamma_two"}),
    ("", "-p no:gamma.two", {}),
    ("", "-p no:cacheprovider", {}),
    ("-p no:cacheprovider", "", {}),
    ("-p no:logging", "", {}),
    ("", "-p no:logging", {}),
    ("", "-p no:logging -p logging", {}),
    ("", "-p pytester", {}),
    ("", "--noconftest", {}),
    ("", "--confcutdir=sub sub", {}),
    ("", "sub/test_b.py", {}),
    ("testpaths = sub", "", {}),
]


@pytest.mark.parametrize(("ini", "line", "variables"), CALLS)
def test_the_same_plugins_are_registered(
    project: Path, site: Path, ini: str, line: str, variables: dict[str, str]
) -> None:
    text = ini if "=" in ini.partition(" ")[2][:2] else f"addopts = {ini}"
    write(project / "pytest.ini", f"[pytest]\n{text}\n")
    args = shlex.split(line)
    ours = fact(project, site, *args, **variables)
    named = {plugin.name for plugin in ours} - {"pytestconfig", "pytestmanager"}
    theirs = real(project, site, *args, **variables)
    assert theirs, "pytest did not start"
    assert {plugin.name for plugin in ours.active if plugin.name in named} == theirs & named


@pytest.mark.skipif(VERSION < (8, 4), reason="--disable-plugin-autoload came with pytest 8.4")
def test_autoload_is_switched_off_by_option(project: Path, site: Path) -> None:
    ours = fact(project, site, "--disable-plugin-autoload")
    alpha = ours.named("alpha")
    assert alpha
    assert (alpha.active, alpha.reason) == (False, "--disable-plugin-autoload is given")
    assert "alpha" not in real(project, site, "--disable-plugin-autoload")


def test_a_module_that_is_loaded_by_its_entry_point_too_stops_pytest(project: Path, site: Path) -> None:
    ours = fact(project, site, "-p", "beta_pkg.plugin")
    flag, installed = ours.named("beta_pkg.plugin"), ours.named("pytest_beta")
    assert flag
    assert installed
    assert (flag.active, installed.active) == (False, True)
    assert "stops pytest" in flag.reason
    assert not real(project, site, "-p", "beta_pkg.plugin")


def test_what_an_installed_plugin_provides(project: Path, site: Path) -> None:
    alpha = fact(project, site).named("alpha")
    assert alpha
    assert (alpha.kind, alpha.module, alpha.distribution, alpha.version) == (
        Kind.INSTALLED,
        "alpha_plugin",
        "pytest-alpha",
        "1.0",
    )
    assert alpha.provided.option("--alpha")
    assert alpha.provided.ini_key("alpha_key")
    assert alpha.provided.has_marker("alpha")
    found = alpha.provided.fixture("alpha")
    assert found
    assert found.scope == "session"


def test_why_a_plugin_is_not_loaded(project: Path, site: Path) -> None:
    write(project / "pytest.ini", "[pytest]\naddopts =\n    -p no:alpha\n")
    alpha = fact(project, site).named("alpha")
    assert alpha
    assert alpha.flag
    assert alpha.reason == "blocked by '-p no:alpha'"
    assert (alpha.flag.place.file, alpha.flag.place.line, alpha.flag.source) == ("pytest.ini", 3, Source.ADDOPTS)
    assert alpha.provided.option("--alpha")
    off = fact(project, site, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1").named("pytest_beta")
    assert off
    assert (off.active, off.reason) == (False, "PYTEST_DISABLE_PLUGIN_AUTOLOAD is set")


def test_conftest_files(project: Path, site: Path) -> None:
    ours = fact(project, site)
    root, sub, local = (ours.named(name) for name in ("conftest.py", "sub/conftest.py", "local_plugin"))
    assert root
    assert sub
    assert local
    assert (root.initial, root.active, root.kind) == (True, True, Kind.CONFTEST)
    assert (sub.initial, sub.active) == (False, True)
    assert (local.kind, local.file, local.initial) == (Kind.MODULE, "local_plugin.py", True)
    option = root.provided.option("--root")
    assert option
    assert option.place
    assert (option.place.file, option.place.line) == ("conftest.py", 2)


def test_a_conftest_above_confcutdir_is_told(project: Path, site: Path) -> None:
    root = fact(project, site, "--confcutdir=sub", "sub").named("conftest.py")
    assert root
    assert (root.active, root.reason) == (False, "it lies above confcutdir (sub)")


def test_a_module_that_is_not_there(project: Path, site: Path) -> None:
    missing = fact(project, site, "-p", "nowhere_at_all").named("nowhere_at_all")
    assert missing
    assert (missing.kind, missing.active, missing.reason) == (Kind.FLAG, False, "there is no module of this name")


def test_an_edited_conftest_is_read_again(project: Path, site: Path) -> None:
    assert not fact(project, site).with_option("--more")
    cache.flush()
    write(project / "local_plugin.py", "def pytest_addoption(parser): parser.addoption('--more')\n")
    assert [plugin.name for plugin in fact(project, site).with_option("--more")] == ["local_plugin"]


def test_a_module_that_was_missing_is_read_when_it_comes(project: Path, site: Path) -> None:
    write(project / "conftest.py", "from helpers_for_tests import *\n")
    assert not fact(project, site).with_fixture("helped")
    cache.flush()
    write(project / "helpers_for_tests.py", "import pytest\n@pytest.fixture\ndef helped(): pass\n")
    assert [plugin.name for plugin in fact(project, site).with_fixture("helped")] == ["conftest.py"]


def test_a_second_call_reads_no_source(project: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fact(project, site)
    cache.flush()
    monkeypatch.setitem(sys.modules, "doctor.knowledge.extract", None)  # importing it would fail
    assert fact(project, site) == first


def test_locked_plugins_are_known_without_files(project: Path) -> None:
    pins = ("pytest-cov", "7.0.0"), ("pytest-xdist", "3.8.0"), ("never-heard-of", "1.0")
    locked = Distributions({name: Distribution(name, name, version) for name, version in pins}, source="uv.lock")
    call = Invocation(str(project), ("-p", "no:cov"))
    found = facts_of(call, distributions=locked, pytest_version="8.4.2").get("plugins")
    cov, xdist = found.named("pytest_cov"), found.named("xdist")
    assert (cov.active, cov.version, bool(cov.provided.option("--cov"))) == (False, "7.0.0", True)
    assert (xdist.active, bool(xdist.provided.option("-n"))) == (True, True)


def test_broken_plugins_are_survived(project: Path, site: Path) -> None:
    write(site / "alpha_plugin.py", "def pytest_addoption(:\n")
    (site / "alpha_extra.py").write_bytes(b"\xff\0\n")
    install(site, "pytest-odd", {"odd": "no.such.module:thing", "odder": ""})
    write(project / "conftest.py", "pytest_plugins = ['..', '', 'a' * 99999, None]\n")
    (project / "sub" / "conftest.py").unlink()
    (project / "sub" / "conftest.py").symlink_to("conftest.py")
    ours = fact(project, site, "-p", "", "-p", "no:", "-p")
    assert ours.named("alpha")
    assert ours.named("odd")


def test_builtin_plugins_bring_the_hooks(project: Path, site: Path) -> None:
    ours = fact(project, site)
    assert any(spec.name == "pytest_configure" for plugin in ours.active for spec in plugin.provided.hookspecs)
    logging = ours.named("logging")
    assert logging
    assert logging.kind is Kind.BUILTIN
    assert logging.provided.fixture("caplog")


def test_entry_points_of_one_name(project: Path, site: Path) -> None:
    write(site / "other_alpha.py", "def pytest_addoption(parser): parser.addoption('--other')\n")
    install(site, "zz-alpha", {"alpha": "other_alpha"})
    both = [plugin for plugin in fact(project, site) if plugin.name == "alpha"]
    assert sorted(plugin.active for plugin in both) == [False, True]
    assert next(plugin.reason for plugin in both if not plugin.active) == "another plugin is called 'alpha'"


def test_a_plugin_is_read_while_it_is_developed(project: Path, site: Path) -> None:
    """Also one whose package other plugins' readings leave alone, such as pytest_asyncio in its own checkout."""
    install(site, "pytest-asyncio", {"asyncio": "pytest_asyncio.plugin"})
    write(
        site / "pytest_asyncio-1.0.dist-info" / "direct_url.json",
        '{"url": "file:///x", "dir_info": {"editable": true}}',
    )
    write(project / "pytest_asyncio" / "__init__.py", "")
    write(project / "pytest_asyncio" / "plugin.py", ALPHA.replace("alpha", "beta"))
    write(project / "pytest.ini", "[pytest]\npythonpath = .\n")
    found = fact(project, site).named("asyncio")
    assert found is not None
    assert found.provided.option("--beta")
