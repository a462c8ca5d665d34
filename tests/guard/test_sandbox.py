"""Plugins that open sockets, in places that refuse them: without the guard pytest stops, with it the tests run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.command import plant
from tests.environments import environment
from tests.guard.installed import NEEDS, folder, guarded, python
from tests.places import HERE, Place, tried
from tests.places.doctor import pytest_in
from tests.places.namespaces import without_loopback
from tests.places.podman import container, refusing_sockets
from tests.places.seccomp import refused_sockets

pytestmark = pytest.mark.slow

STRICT = "[pytest]\naddopts = --reruns 2 --strict-markers --strict-config -W error\n"
SUITE = {
    "pytest.ini": STRICT,
    "test_suite.py": """
import pytest

@pytest.mark.flaky(reruns=2)
def test_marked():
    pass

def test_out(pytestconfig):
    assert not pytestconfig.pluginmanager.has_plugin("rerunfailures")
    assert not hasattr(pytestconfig, "failures_db")
    assert pytestconfig.getoption("reruns") in (2, "2")
""",
    "flaky/test_flaky.py": """
tries = []

def test_third_time():
    tries.append(1)
    assert len(tries) == 3
""",
}
PYTEST = {"10.3": "7.4.4", "13.0": "7.4.4", "14.0": "8.4.2", "15.1": "8.4.2", "16.1": "9.0.3", "16.7": "9.2.0"}
OUT = "rerunfailures (pytest-rerunfailures {}) is kept out; its marker flaky, options and keys have no effect"


def with_rerunfailures(version: str) -> Path:
    """An environment in which the plugin opens a socket: pytest-xdist is loaded beside it."""
    return python(f"pytest=={PYTEST[version]}", f"pytest-rerunfailures=={version}", "pytest-xdist==3.8.0")


def guarded_in(place: Place, project: Path, interpreter: Path, *args: str, **env: str) -> tuple[int, str]:
    return pytest_in(place, project, interpreter, *args, PYTHONPATH=str(folder()), **env)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    return plant(tmp_path / "suite", SUITE)


@pytest.mark.parametrize("version", PYTEST)
def test_where_sockets_are_refused(version: str, suite: Path) -> None:
    place, interpreter = refused_sockets().needed(), with_rerunfailures(version)
    code, output = pytest_in(place, suite, interpreter, "test_suite.py")
    assert (code, "PermissionError: [Errno 1]" in output) == (3, True), output
    for args, env, why in (
        (("-n2",), {"SANDBOX_ENABLED": "True"}, "SANDBOX_ENABLED=True"),
        (("--guard-sandbox=auto",), {}, "no socket can be made here ([Errno 1] Operation not permitted)"),
    ):
        code, output = guarded_in(place, suite, interpreter, "test_suite.py", *args, **env)
        assert (code, "2 passed" in output) == (0, True), output
        assert f"guard: {why}: {OUT.format(version)}\n" in output
    code, output = guarded_in(HERE, suite, interpreter, "flaky", "--guard-sandbox=auto", SANDBOX_ENABLED="false")
    assert (code, "1 passed, 2 rerun" in output) == (0, True), output
    assert f"(pytest-rerunfailures {version}) stays: the sockets it needs can be opened here" in output


def test_without_loopback_only_workers_are_cut_off(suite: Path) -> None:
    place, interpreter = without_loopback().needed(), with_rerunfailures("16.1")
    assert pytest_in(place, suite, interpreter, "test_suite.py", "-n2")[0] == 3
    code, output = guarded_in(place, suite, interpreter, "test_suite.py", "-n2", "--guard-sandbox=auto")
    assert (code, "no socket can be connected to 127.0.0.1 here" in output) == (0, True), output
    code, output = guarded_in(place, suite, interpreter, "flaky", "--guard-sandbox=auto")
    assert (code, "1 passed, 2 rerun" in output) == (0, True), output


def test_without_the_name_localhost(tmp_path: Path, suite: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.touch()
    script = 'ip link set lo up && mount --bind "$0" /etc/hosts && exec "$@"'
    prefix = ("unshare", "--net", "--mount", "--", "sh", "-c", script, str(hosts))
    place = Place("a place without localhost", prefix, tried(*prefix, "true")).needed()
    assert pytest_in(place, suite, with_rerunfailures("15.1"), "test_suite.py")[0] == 3
    code, output = guarded_in(place, suite, with_rerunfailures("15.1"), "test_suite.py", "--guard-sandbox=auto")
    assert (code, "no socket can be bound to localhost here" in output) == (0, True), output
    code, output = guarded_in(place, suite, with_rerunfailures("16.1"), "flaky", "--guard-sandbox=auto")
    assert (code, "1 passed, 2 rerun" in output) == (0, True), output


def test_in_containers(tmp_path: Path, suite: Path) -> None:
    interpreter = with_rerunfailures("16.7")
    refusing = container(f"--security-opt=seccomp={refusing_sockets(tmp_path)}").needed()
    assert pytest_in(refusing, suite, interpreter, "test_suite.py")[0] == 3
    code, output = guarded_in(refusing, suite, interpreter, "test_suite.py", "-n2", SANDBOX_ENABLED="1")
    assert (code, "2 passed" in output) == (0, True), output
    code, output = guarded_in(container(), suite, interpreter, "flaky", "--guard-sandbox=auto", "-n2")
    assert (code, "1 passed, 2 rerun" in output) == (0, True), output


@pytest.mark.parametrize("version", ["13.0", "16.7"])
def test_however_it_is_loaded(version: str, suite: Path) -> None:
    interpreter = with_rerunfailures(version)
    (suite / "late").mkdir()
    for words, plugins, conftest, said in (
        ("-p guard -p xdist -p rerunfailures", "", "", "is kept out"),
        ("-p guard -p xdist.plugin -p pytest_rerunfailures", "", "", "is kept out"),
        ("", "xdist.plugin,pytest_rerunfailures,pytest_guard.plugin", "", "is kept out"),
        ("-p guard -p xdist -n2", "", 'pytest_plugins = ["pytest_rerunfailures"]', "stays out"),
        ("-p xdist -p rerunfailures", "", 'pytest_plugins = ["pytest_guard.plugin"]', "is kept out"),
        ("-p guard", "", "", "stays out"),
    ):
        plant(suite, {"conftest.py": conftest})
        env = {"SANDBOX_ENABLED": "on", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": plugins}
        code, output = guarded(interpreter, suite, "test_suite.py", *words.split(), **env)
        assert (code, "2 passed" in output) == (0, True), f"{words} {plugins} {conftest}\n{output}"
        assert f"(pytest-rerunfailures {version}) {said}; its marker flaky, options and keys" in output


OWN = """
def pytest_addoption(parser):
    parser.addoption("--own", type=int)
    parser.addoption("--reruns", type=int, default=0)
"""


def test_where_it_is_not_installed(suite: Path) -> None:
    plant(suite, {"pytest.ini": f"{STRICT}reruns = 1\ntestpaths = test_suite.py\n"})
    code, output = guarded(python(), suite, SANDBOX_ENABLED="yes")
    assert (code, "2 passed" in output) == (0, True), output
    assert "rerunfailures is not there; its marker flaky, options and keys are accepted without effect" in output
    code, output = guarded(python(), suite, SANDBOX_ENABLED="no")
    assert (code, "unrecognized arguments: --reruns" in output) == (4, True), output
    ini = f"{STRICT.replace('2', '2 --own=3')}testpaths = own\n"
    plant(suite, {"pytest.ini": ini, "own/conftest.py": OWN, "own/test_suite.py": SUITE["test_suite.py"]})
    code, output = guarded(python(), suite, SANDBOX_ENABLED="yes")
    assert (code, "2 passed" in output) == (0, True), output


NOISY = {
    "site/noisy/__init__.py": """
import os, pytest, socket

pytest_plugins = ["noisy.more"]
LINE = "loud(level): " + "makes noise"

def said(word):
    open(os.environ["NOISE"], "a").write(word)

def pytest_addoption(parser):
    parser.addoption("--noise", type=int)
    parser.addini("noise_level", "how much")

@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    said("load_initial_conftests")

@pytest.hookimpl(hookwrapper=True)
def pytest_cmdline_main():
    said("cmdline_main")
    yield

def pytest_configure(config):
    config.addinivalue_line("markers", LINE)
    config.addinivalue_line("markers", f"quiet: not at {config}")
    socket.socket()

@pytest.fixture(name="noise")
def _noise():
    said("noise")

@pytest.fixture(autouse=True)
def always():
    said("always")
""",
    "site/noisy/more.py": "import pytest\nfrom noisy import said\n\ndef pytest_sessionstart():\n    said('more')\n"
    "\n@pytest.fixture\ndef more(): pass\n",
    "site/pytest_noisy-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest-noisy\nVersion: 1.0\n",
    "site/pytest_noisy-1.0.dist-info/entry_points.txt": "[pytest11]\nnoise = noisy\n",
    "pytest.ini": "[pytest]\naddopts = --noise 3 --strict-markers --strict-config -W error\nnoise_level = 2\n",
    "test_noise.py": """
import pytest

@pytest.fixture(scope="session")
def party(noise):
    pass

@pytest.mark.loud(3)
@pytest.mark.quiet
def test_silence(pytestconfig):
    assert pytestconfig.getoption("noise") == 3

def test_noise(noise):
    pass

def test_party(party, more):
    pass

def test_more(more):
    pass
""",
}


@pytest.mark.parametrize("version", ["7.4.4", "9.2.0"])
def test_nothing_of_a_plugin_runs(version: str, tmp_path: Path) -> None:
    project, noise = plant(tmp_path / "noise", NOISY), tmp_path / "noise.txt"
    env = {"PYTHONPATH": f"{folder()}:{project / 'site'}", "NOISE": str(noise), "SANDBOX_ENABLED": "1"}
    block = "--guard-sandbox-block=pytest_noisy,nothing"
    code, output = guarded(python(f"pytest=={version}"), project, "-rs", block, **env)
    assert (code, "1 passed, 3 skipped" in output) == (0, True), output
    assert "guard: SANDBOX_ENABLED=1: noise (pytest-noisy 1.0) is kept out; its markers loud, quiet, options" in output
    assert "fixture 'noise' is of noise (pytest-noisy 1.0), which pytest-guard keeps out: SANDBOX_ENABLED=1" in output
    assert "guard: guard_sandbox_block names 'nothing', which is no plugin that is installed" in output
    assert "noisy" not in next(line for line in output.splitlines() if line.startswith("plugins:"))
    assert not noise.exists()
    local = [
        "-p",
        "noisy.more",
        "--guard-sandbox-block=noisy.more",
        "-p",
        "no:noise",
        "-o",
        "addopts=",
        "-knoise or more",
    ]
    code, output = guarded(python(f"pytest=={version}"), project, *local, **{**env, "PYTHONWARNINGS": "ignore"})
    assert (code, "guard: SANDBOX_ENABLED=1: noisy.more is kept out; its" in output) == (1, True), output
    code, output = guarded(python(f"pytest=={version}"), project, block, **{**env, "SANDBOX_ENABLED": "perhaps"})
    assert "guard: SANDBOX_ENABLED=perhaps is neither true nor false" in output
    assert noise.read_text(encoding="utf-8").startswith("load_initial_conftestscmdline_mainmore")


def test_words_that_are_wrong(suite: Path) -> None:
    for name, message in (
        ("guard", "guard_sandbox_block = guard: neither pytest's own plugins nor the guard can be named"),
        ("terminal", "guard_sandbox_block = terminal: neither pytest's own"),
    ):
        code, output = guarded(python(), suite, f"--guard-sandbox-block={name}", SANDBOX_ENABLED="1")
        assert (code, message in output) == (4, True), output
    plant(suite, {"pytest.ini": "[pytest]\nguard_sandbox = perhaps\n"})
    code, output = guarded(python(), suite)
    assert (code, "guard_sandbox = perhaps: has to be one of env, auto, off" in output) == (4, True), output


TWICE = """
import os, pytest

class Look:
    def pytest_configure(self, config):
        self.config = config

for enabled, args in (("1", ["test_suite.py"]), ("", ["flaky"])):
    os.environ["SANDBOX_ENABLED"] = enabled
    look = Look()
    assert pytest.main([*args, "-p", "no:cacheprovider"], plugins=[look]) == 0
    manager = look.config.pluginmanager
    assert not [name for name, _ in manager.list_name_plugin() if name.startswith("guard-")]
    assert not manager.is_blocked("rerunfailures")
    assert manager.has_plugin("rerunfailures") == (not enabled)
"""


def test_nothing_is_left(suite: Path) -> None:
    done = subprocess.run(
        [str(environment(["pytest==9.2.0", "pytest-rerunfailures==16.7", "pytest-xdist==3.8.0", NEEDS])), "-c", TWICE],
        cwd=suite,
        env={"PYTHONPATH": str(folder()), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 2 rerun" in done.stdout
