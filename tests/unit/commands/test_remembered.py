"""The last report is given again only while nothing that it rests on has changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from doctor import resources
from doctor.commands.diagnose import diagnose
from doctor.commands.remembered import remember, remembered, state
from doctor.commands.watched import files
from doctor.facts import cache
from doctor.facts.providers import facts_of
from doctor.facts.steps import ACTIONS, EDITOR, FOLDERS
from doctor.model.environment import Ci, Container, Limits, Network
from doctor.model.findings import Report
from doctor.model.invocation import Invocation
from doctor.settings import Settings
from tests.command import plant

MACHINE = ("/proc/", "/sys/", "/etc/", "/run/", "/dev/", "/usr/share/")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "_stores", {})
    site = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    plant(
        tmp_path / "env",
        {
            "pyvenv.cfg": f"home = {Path(sys.executable).parent}\nversion = {sys.version.split()[0]}\n",
            "bin/python": "",
            f"{site}/pytest-8.4.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest\nVersion: 8.4.2\n",
        },
    )
    return plant(tmp_path / "project", {"pytest.ini": "[pytest]\n", "test_a.py": "def test_a():\n    return 1 == 2\n"})


def call(project: Path, **changes: object) -> Invocation:
    python = str(project.parent / "env" / "bin" / "python")
    return Invocation(str(project), variables={"A": "1", "SHLVL": "1"}, python=python).replace(**changes)


def again(invocation: Invocation, chosen: Settings = Settings()) -> Report | None:  # noqa: B008
    cache.flush()
    cache._stores.clear()
    facts = facts_of(invocation)
    return remembered(facts, state(facts, chosen))


def told(invocation: Invocation) -> Report:
    facts = facts_of(invocation)
    now = state(facts, Settings())
    report = diagnose(facts, Settings())
    remember(facts, now, report)
    return report


def test_the_same_report_while_nothing_changes(project: Path) -> None:
    report = told(call(project))
    assert [finding.rule for finding in report.findings] == ["test-returns-value"]
    assert again(call(project)) == report
    assert again(call(project, variables={"A": "1", "SHLVL": "2"})) == report


def test_what_a_run_leaves_behind_changes_nothing(project: Path) -> None:
    report = told(call(project))
    for word in ("one", "another"):
        plant(
            project,
            dict.fromkeys(("__pycache__/test_a.pyc", ".pytest_cache/v/x", ".coverage", ".ruff_cache/x"), word),
        )
        assert again(call(project)) == report


def edit(project: Path) -> None:
    (project / "test_a.py").write_text("def test_a():\n    assert 1\n")


def add(project: Path) -> None:
    (project / "conftest.py").write_text("")


def remove(project: Path) -> None:
    (project / "pytest.ini").unlink()


def touch(project: Path) -> None:
    os.utime(project / "test_a.py", (1, 1))


def hide(project: Path) -> None:
    (project.parent / "tox.ini").write_text("[pytest]\n")


def site(project: Path) -> Path:
    return next((project.parent / "env").glob("lib/*/site-packages"))


def install(project: Path) -> None:
    plant(
        site(project),
        {"pytest_cov-7.0.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pytest-cov\nVersion: 7.0.0\n"},
    )


def call_elsewhere(project: Path) -> None:
    plant(project, {".github/workflows/ci.yml": "steps:\n  - run: pytest --maxfial=1\n"})


def add_module(project: Path) -> None:
    plant(site(project), {"six.py": ""})


def add_path(project: Path) -> None:
    plant(site(project), {"more.pth": str(project.parent)})


def upgrade_python(project: Path) -> None:
    (project.parent / "env" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")


def restore_times(project: Path) -> None:
    """Another text of the same size, and the old time of the last write: as rsync and some editors leave it."""
    test = project / "test_a.py"
    before, text = test.stat(), test.read_text()
    time.sleep(0.02)  # the clock of a file system ticks a hundred times a second
    test.write_text(text.replace("1 == 2", "1 == 3"))
    os.utime(test, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [edit, add, remove, touch, hide, install, call_elsewhere, add_module, add_path, upgrade_python, restore_times],
)
def test_a_change_on_disk_is_seen(project: Path, change: Callable[[Path], None]) -> None:
    told(call(project))
    change(project)
    assert again(call(project)) is None


@pytest.mark.parametrize(
    "name",
    [
        *("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg", "conftest.py", "pytest-doctor.toml"),
        *(".pre-commit-config.yaml", ".github/workflows/ci.yml", ".gitlab-ci.yml", ".circleci/config.yml"),
        *("Makefile", "noxfile.py", "Dockerfile", "docker-compose.yml", "uv.lock", "requirements/dev.txt", ".env"),
        *(".coveragerc", "src/shop/__init__.py", "docs/testing.md"),
    ],
)
def test_a_file_that_comes_changes_and_goes_is_seen(project: Path, name: str) -> None:
    told(call(project))
    plant(project, {name: "# one\n"})
    assert again(call(project)) is None, "it came"
    told(call(project))
    plant(project, {name: "# another\n"})
    assert again(call(project)) is None, "it changed"
    told(call(project))
    (project / name).unlink()
    assert again(call(project)) is None, "it went"


@pytest.mark.parametrize("name", ["pytest-doctor.toml", "Pipfile", "uv.lock", "requirements/dev.txt", "conftest.py"])
def test_what_stands_above_in_the_repository_is_watched(project: Path, name: str) -> None:
    plant(project.parent, {".git/HEAD": "", name: "# one\n"})
    told(call(project))
    assert again(call(project))
    plant(project.parent, {name: "# another\n"})
    assert again(call(project)) is None


@pytest.mark.parametrize(
    "given",
    [
        {"container": Container(limits=Limits(memory=2**28))},
        {"network": Network(sockets_allowed=False)},
        {"ci": Ci("x")},
    ],
    ids=lambda given: next(iter(given)),
)
def test_another_machine_is_another_report(project: Path, given: dict[str, object]) -> None:
    told(call(project))
    cache.flush()
    facts = facts_of(call(project), **given)
    assert remembered(facts, state(facts, Settings())) is None


@pytest.mark.parametrize(
    "changes",
    [{"variables": {"A": "2"}}, {"args": ("-x",)}, {"pytest_version": "9.2.0"}, {"use_cache": False}, {"probe": True}],
    ids=lambda changes: next(iter(changes)),
)
def test_another_call_is_another_report(project: Path, changes: dict[str, object]) -> None:
    told(call(project))
    assert again(call(project, **changes)) is None


def test_other_settings_are_another_report(project: Path) -> None:
    told(call(project))
    assert again(call(project), Settings(pedantic=True)) is None


@pytest.mark.parametrize(
    ("files", "changes"),
    [
        ({"project/pytest.ini": "[pytest]\npythonpath = ../lib\n", "lib/a.py": ""}, {}),
        ({"lib/a.py": ""}, {"variables": {"PYTHONPATH": "../lib"}}),
        ({"project/__init__.py": ""}, {}),
        ({"project/pytest.ini": "[pytest]\ntestpaths = . ../more\n", "more/test_b.py": ""}, {}),
        ({"more/test_b.py": ""}, {"args": ("-c", "pytest.ini", ".", "../more")}),
        ({"project/requirements.txt": "-r ../more.txt\n", "more.txt": "pytest-cov\n"}, {}),
    ],
    ids=["pythonpath", "PYTHONPATH", "package above", "testpaths", "arguments", "requirements"],
)
def test_what_lies_beside_the_project_is_not_watched(
    project: Path, files: dict[str, str | bytes], changes: dict[str, object]
) -> None:
    plant(project.parent, files)
    told(call(project, **changes))
    assert again(call(project, **changes)) is None


READS = """
import sys
opened = set()
sys.addaudithook(lambda event, args: event in ("open", "os.listdir", "os.scandir") and opened.add(str(args[0])))
from doctor.__main__ import main
main(["diagnose", "--no-cache", "-j", "1", "--fail-on", "never", "--output", sys.argv[1], "--python", sys.argv[2]])
print(*opened, sep="\\n")
"""


def test_all_that_is_read_is_watched(project: Path, tmp_path: Path) -> None:
    """By the interpreter's own word: each file that is opened is watched, or the machine's, or installed."""
    plant(
        tmp_path,
        {
            ".git/HEAD": "",
            "pytest-doctor.toml": "[enforce]\nlayers = []\n",
            "Pipfile": "",
            "requirements/dev.txt": "pytest\n",
            "conftest.py": "",
            ".pre-commit-config.yaml": "",
            ".github/workflows/ci.yml": "",
            "project/pytest.ini": "[pytest]\naddopts = -p shop.plugin -n 2\npythonpath = src\n",
            "project/src/shop/plugin.py": "import shop.far\n",
            "project/src/shop/far.py": "",
            "project/conftest.py": "from shop import far\nimport yaml, gone\n",
            "project/Makefile": "test:\n\tpytest -x\n",
            "project/.github/workflows/ci.yml": "steps:\n  - run: pytest\n",
            "project/.pre-commit-config.yaml": "repos: []\n",
        },
    )
    done = subprocess.run(
        [sys.executable, "-c", READS, str(tmp_path / "report.txt"), call(project).python],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    opened = {os.path.normpath(project / line) for line in done.stdout.splitlines() if not line.isdigit()}
    assert str(project / "src/shop/far.py") in opened
    facts = facts_of(call(project))
    known = set(files(facts)) | {str(project / folder) for folder in facts.get("tree").folders}
    elsewhere = tuple(map(str, (resources.PACKAGE, sys.prefix, sys.base_prefix, tmp_path / "env", *MACHINE)))
    unknown = {path for path in opened - known if not path.startswith(elsewhere)}
    assert not [path for path in unknown if Path(path).is_file()]
    # These are listed; of what matters in them each file is watched, there or not.
    above = {str(folder) for folder in project.parents}
    listed = (*FOLDERS, ACTIONS, EDITOR, "report.txt", ".tmp", "requirements")
    assert not [path for path in unknown - above if not path.endswith(listed)]


def test_what_is_not_watched_is_not_kept(project: Path) -> None:
    plant(project, {"pytest.ini": "", "sub/test_b.py": ""})
    (project.parent / "pytest.ini").write_text("[pytest]\n")
    (project / "pytest.ini").unlink()
    told(call(project))  # the configuration lies above the project
    assert again(call(project)) is None


def test_a_shipped_profile_that_changed_is_examined_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = told(call(project))
    assert again(call(project)) == report
    monkeypatch.setattr(resources, "profiles", lambda: plant(tmp_path / "profiles", {"docker.toml": "title = 'x'\n"}))
    assert again(call(project)) is None
