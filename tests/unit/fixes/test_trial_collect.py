"""Runs of the real pytest: what is written down, whatever the project's options hold, and how a run is bounded."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.fixes.trial import Trial, collect
from doctor.fixes.trial.child import run
from tests.environments import environment

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CI", "GITHUB_"))}
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and strays are seen in /proc")
TESTS = """
    import pytest, warnings
    warnings.warn("at import")

    @pytest.mark.parametrize("x", [1, 2])
    def test_x(x): pass

    class TestC:
        def test_m(self): pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    write(root, "pytest.ini", "[pytest]\n")
    write(root, "test_a.py", TESTS)
    return root


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(textwrap.dedent(text))


def collected(project: Path, *args: str, python: str = sys.executable, **more) -> Trial:
    return collect(project, python, args, {**CLEAN, **more.pop("env", {})}, **more)


def test_tells_tests_errors_warnings_time_and_memory(project: Path) -> None:
    write(project, "test_b.py", "import gone_away\n")
    found = collected(project)
    assert found.collected == ("test_a.py::test_x[1]", "test_a.py::test_x[2]", "test_a.py::TestC::test_m")
    assert [str(each) for each in found.errors] == ["test_b.py: ModuleNotFoundError: No module named 'gone_away'"]
    assert any(each.text == "UserWarning: at import" for each in found.warnings)
    assert (found.exit_code, found.ended, found.works, found.timed_out) == (2, True, False, False)
    assert found.origins["test_a.py::TestC::test_m"] == "test_a.py::TestC.test_m"
    assert 5 < found.peak_mb < 200
    assert 0.05 < found.seconds < 30
    assert "gone_away" in found.output


@pytest.mark.parametrize(
    "addopts",
    ["-qq", "-v", "-p no:terminal", "-p no:cacheprovider", "--strict-markers --strict-config", "--no-header -r fE",
     "--collect-only -q", "--color=yes", "-p no:warnings", "-s", "--tb=no", "--co --quiet -p no:capture"],
)  # fmt: skip
def test_no_option_hides_what_is_collected(project: Path, addopts: str) -> None:
    write(project, "pytest.ini", f"[pytest]\naddopts = {addopts}\n")
    assert len(collected(project).collected) == 3


def test_autoload_off_and_foreign_variables_change_nothing(project: Path) -> None:
    env = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "FORCE_COLOR": "1", "PYTHONSAFEPATH": "1"}
    assert len(collected(project, env=env).collected) == 3


def test_deselected_tests_are_not_collected(project: Path) -> None:
    assert collected(project, "-k", "test_m").collected == ("test_a.py::TestC::test_m",)


def test_what_the_project_prints_and_where_it_stands_does_not_matter(project: Path) -> None:
    write(
        project,
        "conftest.py",
        """
        import os, sys
        print('{"collected": ["forged"]}')
        def pytest_collection_modifyitems(items):
            os.chdir("/")
            sys.stdout.close()
    """,
    )
    assert len(collected(project).collected) == 3


def test_a_usage_error_is_told_in_pytests_words(project: Path) -> None:
    found = collected(project, "--gone")
    assert (found.exit_code, found.collected, found.ended) == (4, (), False)
    assert [each.text for each in found.errors] == ["unrecognized arguments: --gone"]
    assert found.reason == "unrecognized arguments: --gone"


def test_a_crash_in_a_hook_is_an_error(project: Path) -> None:
    write(project, "conftest.py", "def pytest_collection_finish(session): raise ValueError('my fault')\n")
    found = collected(project)
    assert found.exit_code == 3
    assert "ValueError: my fault" in found.reason
    assert len(found.collected) == 3


@pytest.mark.parametrize("death", ["os._exit(7)", "os.abort()"])
def test_a_process_that_dies_is_told_by_its_exit_code(project: Path, death: str) -> None:
    write(project, "conftest.py", f"import os\n{death}\n")
    found = collected(project)
    assert found.exit_code in (7, -6, 3)
    assert found.collected == ()
    assert not found.works


def test_tests_that_pytest_saw_before_it_died_are_told(project: Path) -> None:
    write(
        project,
        "conftest.py",
        """
        import os
        def pytest_sessionfinish(): os._exit(9)
    """,
    )
    found = collected(project)
    assert found.exit_code == 9
    assert len(found.collected) == 3


def test_no_tests_is_no_error(tmp_path: Path) -> None:
    found = collected(tmp_path)
    assert (found.exit_code, found.works, found.errors) == (5, True, ())


def test_imports_are_found_as_by_the_script_pytest(project: Path) -> None:
    """`python -m pytest` puts the working directory on sys.path, `pytest` does not."""
    (project / "helper.py").write_text("")
    write(project, "tests/test_c.py", "import sys, json, os\nopen('paths', 'w').write(json.dumps(sys.path[1:]))\n")
    ours = collected(project, "tests", "--import-mode=importlib")
    seen = (project / "paths").read_text()
    script = Path(sys.executable).with_name("pytest")
    subprocess.run([script, "--collect-only", "-q", "tests", "--import-mode=importlib"], cwd=project, env=CLEAN)
    assert seen == (project / "paths").read_text()
    write(project, "tests/test_c.py", "import helper\n")
    assert "No module named 'helper'" in collected(project, "tests").reason
    assert ours.works


def test_run_tells_what_each_test_came_to(project: Path) -> None:
    write(
        project,
        "test_a.py",
        """
        import pytest
        def test_good(): pass
        def test_bad(): assert 0
        def test_skipped(): pytest.skip("x")
        @pytest.mark.xfail
        def test_xfailed(): assert 0
        @pytest.mark.xfail
        def test_xpassed(): pass
        @pytest.fixture
        def broken(): raise OSError
        def test_error(broken): pass
        @pytest.fixture
        def late():
            yield
            raise OSError
        def test_teardown(late): pass
        @pytest.mark.skip
        def test_marked(): pass
    """,
    )
    found = collected(project, run=True)
    assert found.exit_code == 1
    assert found.errors == ()
    assert {name.partition("::")[2]: word for name, word in found.outcomes.items()} == {
        "test_good": "passed", "test_bad": "failed", "test_skipped": "skipped", "test_xfailed": "xfailed",
        "test_xpassed": "xpassed", "test_error": "error", "test_teardown": "error", "test_marked": "skipped",
    }  # fmt: skip
    assert found.count("error") == 2


def test_an_endless_collection_is_ended_with_all_that_it_started(project: Path) -> None:
    write(
        project,
        "conftest.py",
        """
        import subprocess, sys, time
        inner = [sys.executable, "-c", "import time; time.sleep(60)"]
        a, b = subprocess.Popen(inner), subprocess.Popen(inner, start_new_session=True)
        open("children", "w").write(f"{a.pid} {b.pid}")
        time.sleep(60)
    """,
    )
    found = collected(project, timeout=3.0)
    assert found.timed_out
    assert found.reason == "no answer within 3 s"
    assert found.seconds < 10
    inner, stray = map(int, (project / "children").read_text().split())
    assert not is_alive(inner)
    if sys.platform.startswith("linux"):
        assert not is_alive(stray)


def is_alive(pid: int) -> bool:
    """Does it run, after a moment to die in? A dead one may wait for its parent."""
    time.sleep(0.1)
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False


@LINUX
def test_daemons_do_not_outlive_a_run_that_ends_well(project: Path) -> None:
    write(
        project,
        "conftest.py",
        """
        import subprocess, sys
        pid = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True).pid
        open("child", "w").write(str(pid))
    """,
    )
    assert collected(project).works
    assert not is_alive(int((project / "child").read_text()))


@LINUX
def test_memory_is_bounded(project: Path) -> None:
    write(project, "conftest.py", "import time\ndata = bytearray(b'x' * 300 * 1024 * 1024)\ntime.sleep(2)\n")
    found = collected(project, memory_mb=128)
    assert found.killed.endswith("MB in memory, the limit is 128 MB")
    assert found.seconds < 2
    assert not found.works


@LINUX
def test_a_short_peak_counts_and_reserved_memory_does_not(project: Path) -> None:
    write(project, "conftest.py", "data = bytearray(b'x' * 150 * 1024 * 1024)\ndel data\n")
    assert "the limit is 128 MB" in collected(project, memory_mb=128).reason
    write(project, "conftest.py", "import mmap\nmemory = mmap.mmap(-1, 2 * 1024 ** 3)\n")
    assert collected(project, memory_mb=128).works


def test_endless_output_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doctor.fixes.trial.child.MAX_OUTPUT", 100_000)
    code = "while True: print('x' * 1000)"
    ended = run([sys.executable, "-c", code], str(tmp_path), CLEAN, tmp_path / "output", 30, None)
    assert ended.killed.startswith("more than")
    assert len(ended.output) < 100_000


def test_an_interpreter_that_cannot_be_started_is_a_users_error(project: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be started.*--python"):
        collected(project, python=str(project / "gone" / "python"))


def test_an_interpreter_without_pytest_is_told(project: Path) -> None:
    blocked = project / "none"
    blocked.mkdir()
    (blocked / "pytest.py").write_text("raise ImportError('no pytest here')\n")
    found = collected(project, env={"PYTHONPATH": str(blocked)})
    assert found.reason == "ImportError: no pytest here"


@pytest.mark.slow
@pytest.mark.parametrize("version", ["7.4.4", "8.4.2", "9.2.0"])
class TestVersions:
    """The same on each supported pytest."""

    @pytest.mark.parametrize("addopts", ["", "-p no:terminal", "-W error::DeprecationWarning", "--strict", "-qq -s"])
    def test_collects(self, project: Path, version: str, addopts: str) -> None:
        write(project, "pytest.ini", f"[pytest]\naddopts = {addopts}\n")
        write(project, "test_b.py", "import gone_away\n")
        found = collected(project, python=str(environment([f"pytest=={version}"])))
        assert len(found.collected) == 3
        assert [each.where for each in found.errors] == ["test_b.py"]
        assert found.exit_code == 2

    def test_unknown_option_and_stop_at_first(self, project: Path, version: str) -> None:
        python = str(environment([f"pytest=={version}"]))
        assert collected(project, "--gone", python=python).reason == "unrecognized arguments: --gone"
        write(project, "test_0.py", "import gone_away\n")
        found = collected(project, "-x", python=python)
        assert found.stopped.startswith("stopping after 1")
        assert found.collected == ()


@pytest.mark.slow
def test_workers_change_nothing() -> None:
    python = environment(["pytest==8.4.2", "pytest-xdist==3.8.0", "pytest-cov==7.0.0", "pytest-timeout==2.4.0"])
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "pytest.ini", "[pytest]\naddopts = -n 2 --timeout=20\n")
        write(root, "test_a.py", TESTS)
        assert len(collected(root, python=str(python)).collected) == 3
        ran = collected(root, python=str(python), run=True)
        assert ran.count("passed") == 3
        assert any("at import" in each.text for each in ran.warnings)
