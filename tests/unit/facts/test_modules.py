"""What imports would find: held to what pytest and Python themselves say."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.finder import Finder
from doctor.facts.import_names import table
from doctor.facts.module_names import bound_names
from doctor.facts.modules import FolderModules
from doctor.facts.providers import facts_of
from doctor.model.environment import FoundModule, normalized
from doctor.model.invocation import Invocation
from doctor.model.plugins import EntryPoint, Knowledge, KnownPlugin, Provided
from tests.command import plant

Files = dict[str, "str | bytes"]
PLUGIN = KnownPlugin("pytest-odd", "1.0", (EntryPoint("odd", "strange_module.plugin"),), Provided())


def modules(project: Path, *args: str, python: str | None = sys.executable, **variables: str) -> FolderModules:
    invocation = Invocation(str(project), args, {"HOME": str(project), **variables}, python, use_cache=False)
    found: FolderModules = facts_of(invocation, knowledge=Knowledge(lambda: (PLUGIN,))).get("modules")
    return found


def origin(found: FoundModule | None) -> str:
    return found.origin if found else ""


# --- found or not, as pytest has it -------------------------------------------------------------------------------

NAMES = (
    "helpers", "shared", "pkg", "pkg.inner", "pkg.missing", "suite.unit.util", "unit.util", "util", "deep", "top",
    "configured", "src.pkg", "spacey.part", "os", "json.decoder", "json.nothing", "xml.etree.ElementTree", "email.mime",
    "pytest", "_pytest.config", "_pytest.nothing", "no_such_module", "conftest", "test_a", "hypothesis", "rootmod",
)  # fmt: skip
IMPORTER = f"""
import importlib.util, json
def spec(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False
def test_names():
    with open(RESULT, "w") as file:
        json.dump([name for name in {NAMES!r} if spec(name)], file)
"""
LAYOUT: Files = {
    "rootmod.py": "",
    "conf/configured.py": "",
    "src/pkg/__init__.py": "",
    "src/pkg/inner.py": "",
    "spacey/part/__init__.py": "",
    "suite/helpers.py": "",
    "suite/conftest.py": "",
    "suite/unit/util.py": "",
    "suite/unit/deep/deep.py": "",
}
PACKAGES: Files = {"suite/__init__.py": "", "suite/unit/__init__.py": ""}


@pytest.mark.parametrize("mode", ["prepend", "append", "importlib"])
@pytest.mark.parametrize("files", [{}, PACKAGES, {"conftest.py": ""}], ids=["folders", "packages", "root conftest"])
@pytest.mark.parametrize("ini", ["", "pythonpath = src conf\n"], ids=["plain", "pythonpath"])
def test_what_is_found_is_what_pytest_finds(ini: str, files: Files, mode: str, tmp_path: Path) -> None:
    if mode == "append" and "conftest.py" in files:
        pytest.skip("pytest refuses two conftest modules of one name")
    result = tmp_path / "result.json"
    test = IMPORTER.replace("RESULT", repr(str(result)))
    project = plant(
        tmp_path / "project", {**LAYOUT, **files, "suite/unit/test_a.py": test, "pytest.ini": f"[pytest]\n{ini}"}
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))}
    pytest_script = str(Path(sys.executable).with_name("pytest"))
    words = [
        sys.executable,
        "-P" if sys.version_info >= (3, 11) else "-I",
        "-m",
        "pytest",
        "-q",
        f"--import-mode={mode}",
    ]
    words = [pytest_script, *words[4:]] if Path(pytest_script).exists() else words
    done = subprocess.run(words, cwd=project, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    said = set(json.loads(result.read_text()))
    ours = modules(project, f"--import-mode={mode}")
    found = {name for name in NAMES if origin(ours.find(name, "suite/unit/test_a.py")) not in ("", "cwd")}
    # pytest itself imports test_a and conftest; importlib mode puts them into sys.modules under names of its own
    loaded = {"test_a", "conftest"}
    assert found - loaded == said - loaded
    for name in NAMES:
        if name not in said | loaded and ours.find(name, "suite/unit/test_a.py") is None:
            assert ours.certain(name, "suite/unit/test_a.py"), name


def test_what_only_python_m_pytest_finds_is_told_apart(tmp_path: Path) -> None:
    plant(tmp_path, {"app/__init__.py": "", "tests/test_a.py": ""})
    assert origin(modules(tmp_path).find("app", "tests/test_a.py")) == "cwd"
    plant(tmp_path, {"conftest.py": ""})
    assert origin(modules(tmp_path).find("app", "tests/test_a.py")) == "project"


def test_folders_of_other_tests_are_on_the_path_too(tmp_path: Path) -> None:
    plant(tmp_path, {"tests/a/test_a.py": "", "tests/b/test_b.py": "", "tests/b/tool.py": ""})
    assert origin(modules(tmp_path).find("tool", "tests/a/test_a.py")) == "project"


def test_pythonpath_of_the_caller_counts(tmp_path: Path) -> None:
    plant(tmp_path, {"src/app/__init__.py": "", "tests/test_a.py": ""})
    found = modules(tmp_path, PYTHONPATH="src").find("app", "tests/test_a.py")
    assert found == FoundModule("app", "project", "src/app/__init__.py")


@pytest.mark.parametrize(("version", "expected"), [("8.1.2", "stdlib"), ("8.2.0", "project"), ("9.2.0", "project")])
def test_importlib_mode_knows_the_package_around_a_test_by_its_name(
    version: str, expected: str, tmp_path: Path
) -> None:
    plant(tmp_path, {"test/__init__.py": "", "test/test_a.py": ""})
    invocation = Invocation(str(tmp_path), ("--import-mode=importlib",), {"HOME": str(tmp_path)}, sys.executable)
    found = facts_of(invocation.replace(pytest_version=version, use_cache=False)).get("modules")
    assert origin(found.find("test", "test/test_a.py")) == expected
    assert origin(modules(tmp_path).find("test", "test/test_a.py")) == "project"


@pytest.mark.parametrize("source", ["src/shop/__init__.py", "src/shop/cart.py", "shop/__init__.py"])
@pytest.mark.parametrize("folder", ["", "tests"])
def test_a_bare_folder_of_tests_does_not_stand_for_the_package_that_is_not_installed(
    folder: str, source: str, tmp_path: Path
) -> None:
    plant(tmp_path, {source: "", "pytest.ini": "[pytest]", "tests/shop/test_cart.py": "", "tests/test_shop.py": ""})
    importer = "test_shop.py" if folder else "tests/test_shop.py"
    found = modules(tmp_path / folder).find("shop", importer)
    assert found is None or found.file == "shop/__init__.py"  # which `python -m pytest` finds


def test_a_package_behind_pythonpath_does_not_import_its_neighbours_as_modules(tmp_path: Path) -> None:
    project, library = tmp_path / "project", tmp_path / "library"
    plant(library, {"tool/__init__.py": "", "tool/types.py": "", "tool/core.py": "from types import ModuleType\n"})
    plant(project, {"tests/test_a.py": "import tool.core\n"})
    found = modules(project, PYTHONPATH=str(library))
    core = found.find("tool.core", "tests/test_a.py")
    assert core
    assert origin(found.find("types", core.file)) == "stdlib"
    code = "import tool.core; print(tool.core.ModuleType.__name__)"
    environment = {**os.environ, "PYTHONPATH": str(library)}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout == "module\n"


def test_pythonpath_is_relative_to_the_configuration(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\npythonpath = lib\n", "lib/app.py": "", "sub/tests/test_a.py": ""})
    assert modules(tmp_path / "sub").find("app", "tests/test_a.py") is not None


def test_a_project_that_lies_in_a_package(tmp_path: Path) -> None:
    plant(tmp_path, {"outer/__init__.py": "", "outer/inner/__init__.py": "", "outer/inner/test_a.py": "", "lib.py": ""})
    ours = modules(tmp_path / "outer/inner")
    assert ours.paths.root_of("test_a.py") == "../.."
    assert ours.find("outer.inner", "test_a.py") is not None
    assert ours.find("lib", "test_a.py") is not None


@pytest.mark.parametrize("scan", ["true", "false"])
def test_django_adds_the_folder_of_manage_py(scan: str, tmp_path: Path) -> None:
    site = ".venv/lib/python3.11/site-packages"
    plant(
        tmp_path,
        {
            ".venv/pyvenv.cfg": "home = /\nversion = 3.11.7\n",
            ".venv/bin/python": "",
            f"{site}/pytest_django-4.9.dist-info/METADATA": "Name: pytest-django\nVersion: 4.9\n",
            "pytest.ini": f"[pytest]\ndjango_find_project = {scan}\n",
            "web/manage.py": "",
            "web/shop/models.py": "",
            "tests/test_a.py": "",
        },
    )
    assert (modules(tmp_path, python=None).find("shop.models", "tests/test_a.py") is not None) == (scan == "true")


# --- single modules -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["os.path", "sys", "time", "_thread", "importlib.metadata", "concurrent.futures", "distutils"]
)
def test_the_standard_library(name: str, tmp_path: Path) -> None:
    found = modules(tmp_path).find(name)
    if name == "distutils" and sys.version_info >= (3, 12):
        assert origin(found) in ("", "site")  # setuptools serves it when it is installed
    else:
        assert origin(found) == "stdlib"


def test_every_module_of_the_standard_library_is_found(tmp_path: Path) -> None:
    ours = modules(tmp_path)
    missing = {name for name in sys.stdlib_module_names if not ours.find(name)}
    really = {name for name in missing if importlib.util.find_spec(name) is None}
    assert missing == really


def fake(project: Path, files: Files, version: str = "3.11.7") -> FolderModules:
    minor = version.rpartition(".")[0]
    plant(
        project,
        {
            ".venv/pyvenv.cfg": f"home = {project}/base/bin\nversion = {version}\n",
            ".venv/bin/python": "",
            "base/bin/python": "",
            f"base/lib/python{minor}/os.py": "",
            **{f".venv/lib/python{minor}/site-packages/{name}": content for name, content in files.items()},
        },
    )
    (project / f".venv/lib/python{minor}/site-packages").mkdir(parents=True, exist_ok=True)
    return modules(project, python=None)


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("fast.py", True),
        ("fast/__init__.py", True),
        ("fast/inner.py", True),  # a namespace
        ("fast.cpython-311-x86_64-linux-gnu.so", True),
        ("fast.cpython-312-x86_64-linux-gnu.so", False),
        ("fast.abi3.so", True),
        ("fast.so", True),
        ("fast.cp311-win_amd64.pyd", True),
        ("fast.pyc", True),
        ("fast.pyi", False),
        ("fast.pyx", False),
        ("fast-1.0.dist-info/METADATA", False),
        ("Fast.py", False),
    ],
)
def test_what_counts_as_a_module(file: str, found: bool, tmp_path: Path) -> None:
    if file == "Fast.py" and (tmp_path / "x").mkdir() is None and (tmp_path / "X").exists():
        pytest.skip("the file system does not tell cases apart")
    assert (fake(tmp_path, {file: ""}).find("fast") is not None) == found


def test_namespaces_have_their_parts_in_many_folders(tmp_path: Path) -> None:
    plant(tmp_path / "other", {"google/cloud/extra.py": "x = 1\n"})
    ours = fake(tmp_path, {"google/cloud/storage/__init__.py": "", "more.pth": f"{tmp_path}/other\n"})
    assert ours.find("google.cloud") == FoundModule("google.cloud", "site", "")
    for name in ("google.cloud.storage", "google.cloud.extra"):
        assert ours.find(name) is not None
    space = ours.find("google.cloud")
    assert space is not None
    assert {"storage", "extra"} <= (ours.names(space) or set())


def test_an_extension_may_fill_a_module(tmp_path: Path) -> None:
    ours = fake(tmp_path, {"pg/__init__.py": "", "pg/_pg.so": "", "pg/errors.py": "def lookup(code): ...\n"})
    found = ours.find("pg.errors")
    assert found is not None
    assert ours.names(found) is None


def test_editable_installs_of_setuptools(tmp_path: Path) -> None:
    ours = fake(
        tmp_path,
        {
            "__editable__.app-1.pth": "import __editable___app_1_finder; __editable___app_1_finder.install()\n",
            "__editable___app_1_finder.py": f"MAPPING = {{'app': {str(tmp_path / 'src/app')!r}}}\n",
        },
    )
    plant(tmp_path, {"src/app/__init__.py": "", "src/app/core.py": "def run(): pass\n"})
    found = ours.find("app.core", "tests/test_a.py")
    assert found == FoundModule("app.core", "project", "src/app/core.py")
    assert "run" in (ours.names(found) or set())
    assert ours.find("app.none") is None


# --- certain ------------------------------------------------------------------------------------------------------


def test_of_an_unknown_environment_nothing_is_certain(tmp_path: Path) -> None:
    assert not modules(tmp_path, python="/nowhere/python").certain("nothing")


@pytest.mark.parametrize(
    ("files", "certain"),
    [
        ({"conftest.py": "import sys\nsys.path.insert(0, 'vendor')\n", "vendor/thing/__init__.py": ""}, False),
        ({"conftest.py": "import sys\nsys.path.insert(0, 'vendor')\n"}, True),
        ({"conftest.py": "import sys, mock\nsys.modules['thing'] = mock.Mock()\n"}, False),
        ({"conftest.py": "import sys\nif 'thing' in sys.modules:\n    del sys.modules['thing']\n"}, True),
        ({"conftest.py": "def test(monkeypatch): monkeypatch.delitem(sys.modules, 'thing')\n"}, True),
        ({"conftest.py": "if 'thing' not in sys.modules:\n    sys.modules.setdefault('thing', 1)\n"}, False),
        ({"conftest.py": "import sys\nsys.meta_path.append(object())\n"}, False),
        ({"tests/__init__.py": "import sys\nsys.path.append('.')\n", "lib/thing.py": ""}, False),
        ({"lib/thing.py": ""}, True),
        ({"setup.py": "Extension('thing')", "src/other.py": ""}, True),
    ],
)
def test_projects_that_move_sys_path(files: Files, certain: bool, tmp_path: Path) -> None:
    plant(tmp_path, {**files, "tests/test_a.py": ""})
    ours = fake(tmp_path, {})
    assert ours.certain("thing", "tests/test_a.py") == certain


@pytest.mark.parametrize(
    ("files", "name", "certain"),
    [
        ({"src/app/__init__.py": "", "src/app/_speed.pyx": ""}, "app._speed", False),
        (
            {"src/app/__init__.py": "", "pyproject.toml": '[tool.hatch.x]\nversion-file = "src/app/_version.py"\n'},
            "app._version",
            False,
        ),
        ({"src/app/__init__.py": "", "src/app/api.proto": ""}, "app.api_pb2", False),
        ({"src/app/__init__.py": ""}, "app.absent", True),
        ({"src/app/__init__.py": "__path__.append('x')"}, "app.absent", False),
        ({"Cargo.toml": '[lib]\nname = "_core"\n'}, "_core", False),
    ],
)
def test_modules_that_a_build_makes(files: Files, name: str, certain: bool, tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\npythonpath = src\n", "tests/test_a.py": "", **files})
    ours = fake(tmp_path, {})
    assert ours.find(name, "tests/test_a.py") is None
    assert ours.certain(name, "tests/test_a.py") == certain


@pytest.mark.parametrize(
    ("files", "name", "certain"),
    [
        ({"six.py": "import sys\nsys.meta_path.append(1)\n"}, "six.moves", False),
        ({"plain/__init__.py": ""}, "plain.absent", True),
        ({"fast.abi3.so": ""}, "fast.absent", False),
        ({"hook.pth": "import sys; sys.meta_path.append(1)\n"}, "anything", False),
    ],
)
def test_packages_that_serve_more_than_their_files(files: Files, name: str, certain: bool, tmp_path: Path) -> None:
    ours = fake(tmp_path, files)
    assert ours.find(name) is None
    assert ours.certain(name) == certain


@pytest.mark.parametrize(
    ("code", "certain"),
    [
        ("import thing\n\ndef test(): sys.modules['thing'] = 1\n", True),
        ("try:\n    from thing import x\nexcept ImportError:\n    raise\nsys.meta_path = []\n", True),
        ("try:\n" + "        x = 1\n" * 3_000 + "sys.modules['thing'] = 1\n", False),  # in no time
        ("sys.modules['thing'] = 1\nimport thing\n", False),
        ("def put():\n    import thing\n    sys.modules['thing'] = 1\n\nput()\nimport thing\n", False),
    ],
)
def test_what_a_file_does_below_an_import_changes_nothing_for_it(code: str, certain: bool, tmp_path: Path) -> None:
    plant(tmp_path, {"tests/test_a.py": code})
    ours = fake(tmp_path, {})
    assert ours.certain("thing", "tests/test_a.py") == certain


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    ours = fake(tmp_path, {"x.py": ""})
    site = tmp_path / ".venv/lib/python3.11/site-packages"
    site.chmod(0)
    try:
        assert not ours.certain("thing")
    finally:
        site.chmod(0o755)


# --- names --------------------------------------------------------------------------------------------------------


TELLING = (
    "argparse", "ast", "re", "ssl", "enum", "http.client", "json", "logging", "os", "pathlib", "random", "shutil",
    "socket", "string", "tempfile", "typing", "unittest", "unittest.mock", "xml.dom", "pytest", "_pytest.config",
    "hypothesis", "pluggy", "packaging.version", "iniconfig", "importlib_metadata",
)  # fmt: skip


def test_names_are_never_fewer_than_the_modules_have(tmp_path: Path) -> None:
    ours = modules(tmp_path)
    told = 0
    for name in TELLING:
        found = ours.find(name)
        assert found is not None, name
        names = ours.names(found)
        if names is not None:
            told += 1
            assert {each for each in dir(importlib.import_module(name)) if each.isidentifier()} <= names, name
    assert told > 12


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = 1\ndef f(): y = 2\nclass C: z = 3\n", {"x", "f", "C"}),
        ("import a.b, c as d\nfrom e import f as g, h\n", {"a", "d", "g", "h"}),
        (
            "if X:\n    a = 1\nelse:\n    b = 2\ntry:\n    c = 1\nexcept E as e:\n    d = 2\nfinally:\n    f = 3\n",
            set("abcdf"),
        ),
        ("for i, (j, *k) in x: pass\nwith y as z: w = (v := 1)\n", set("ijkzwv")),
        ("def f():\n    global late\n    late = 1\n", {"f", "late"}),
        ("match x:\n    case [a, *b]: c = 1\n    case {'k': d, **e}: pass\n", set("abcde")),
        ("x: int = 1\ny += 2\n", {"x", "y"}),
        ("def __getattr__(name): ...\n", None),
        ("globals()['x'] = 1\n", None),
        ("def f():\n    exec('x = 1')\nf()\n", None),
        ("import sys\nsys.modules[__name__] = object()\n", None),
        ("__getattr__, __dir__, __all__ = lazy.attach(__name__)\n", None),
        ("def broken(:\n", None),
        ("x = 1\n\x00", None),
    ],
)
def test_names_by_source(source: str, names: set[str] | None) -> None:
    bound = bound_names(source.encode())
    assert bound is None if names is None else bound is not None and names <= bound.names


def test_star_imports_are_followed(tmp_path: Path) -> None:
    ours = fake(
        tmp_path,
        {
            "pack/__init__.py": "from .inner import *\nfrom pack.circle import *\nown = 1\n",
            "pack/inner.py": "from os.path import *\nfar = 1\n",
            "pack/circle.py": "from pack import *\n",
            "lost/__init__.py": "from .nowhere import *\n",
            "plain.py": "from .nothing import near\n",
        },
    )
    plain = ours.find("plain")
    lost = ours.find("lost")
    assert plain is not None
    assert lost is not None
    assert "near" in (ours.names(plain) or set())
    assert ours.names(lost) is None
    pack = ours.find("pack")
    assert pack is not None
    assert ours.names(pack) is None  # os.path, and the circle, cannot be told


@given(data=st.binary(max_size=300))
def test_sources_may_hold_anything(data: bytes) -> None:
    bound = bound_names(data)
    assert bound is None or isinstance(bound.names, frozenset)


@given(name=st.text(min_size=1, max_size=20))
def test_names_of_modules_may_be_anything(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    finder = Finder((3, 11))
    found = finder.find(name, [str(tmp_path_factory.getbasetemp()), "/no/where", "\0"])
    assert found is None or found.folders or found.file


# --- distributions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "distribution", "known"),
    [
        ("yaml", "PyYAML", True),
        ("PIL.Image", "Pillow", True),
        ("sklearn.linear_model", "scikit-learn", True),
        ("google.cloud.storage", "google-cloud-storage", True),
        ("freezegun", "freezegun", True),
        ("typing_extensions", "typing-extensions", True),
        ("strange_module", "pytest-odd", True),
        ("declared_thing", "declared-thing", True),
        ("oddly", "python-oddly", True),
        ("never_heard_of", "never-heard-of", False),
        ("backports.zoneinfo._zoneinfo", "backports.zoneinfo", False),
    ],
)
def test_the_distribution_of_a_module(module: str, distribution: str, known: bool, tmp_path: Path) -> None:
    plant(tmp_path, {"requirements.txt": "Declared_Thing\npython-oddly>=1\n"})
    ours = modules(tmp_path)
    assert normalized(ours.distributions_for(module)[0]) == normalized(distribution)
    assert ours.known(module, distribution) == known


@pytest.mark.parametrize("module", ["utils", "tests.helpers", "conftest", "_private", "app", "winreg", "StringIO"])
def test_names_that_no_distribution_is_known_for(module: str, tmp_path: Path) -> None:
    assert modules(tmp_path).distributions_for(module) == ()


def test_the_projects_own_module_is_brought_by_the_project(tmp_path: Path) -> None:
    plant(
        tmp_path, {"pyproject.toml": '[project]\nname = "My-App"\n', "src/my_app/__init__.py": "", "src/extra.py": ""}
    )
    assert modules(tmp_path).distributions_for("my_app.core") == ("My-App",)
    assert modules(tmp_path).distributions_for("extra") == ()


def test_the_table_of_imports_is_well_formed() -> None:
    data: dict[str, Any] = json.loads((Path(__file__).parents[3] / "doctor/knowledge/imports.json").read_text())
    assert list(data) == ["about", "differs", "same"]
    assert data["same"] == sorted(set(data["same"]), key=str.lower)
    assert list(data["differs"]) == sorted(data["differs"], key=str.lower)
    assert len(table()) > 400
    assert all(names and all(part.isidentifier() for part in module.split(".")) for module, names in table().items())


def test_a_package_that_a_module_of_its_own_replaces_has_names_that_cannot_be_told(tmp_path: Path) -> None:
    """As `tlz` of toolz: its __init__ imports a module that puts another one into sys.modules."""
    plant(
        tmp_path,
        {
            "pytest.ini": "[pytest]\npythonpath = .\n",
            "quick/__init__.py": "from . import _build\n",
            "quick/_build.py": "import sys, types\nsys.modules['quick'] = types.ModuleType('quick')\n",
            "plain/__init__.py": "from . import _parts\n",
            "plain/_parts.py": "A = 1\n",
        },
    )
    modules = facts_of(Invocation(str(tmp_path), python=sys.executable)).get("modules")
    names = {name: modules.names(modules.find(name)) for name in ("quick", "plain")}
    assert names["quick"] is None
    assert "_parts" in names["plain"]


def test_modules_of_a_bare_folder_are_no_top_level_ones_for_a_package_in_it(tmp_path: Path) -> None:
    files = {"shop/typing.py": "", "shop/sub/__init__.py": "", "shop/sub/price.py": "from typing import cast\n"}
    test = "from shop.sub import price\n\n\ndef test_price(): assert price.cast(int, 2) == 2\n"
    plant(tmp_path, {**files, "tests/test_price.py": test, "pytest.ini": "[pytest]\npythonpath = .\n"})
    assert origin(modules(tmp_path).find("typing", "shop/sub/price.py")) == "stdlib"
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=tmp_path, check=True)
    plant(tmp_path, {"shop/test_typing.py": ""})  # for which pytest adds that folder, whatever imports it first
    assert origin(modules(tmp_path).find("typing", "shop/sub/price.py")) == "project"


def test_modules_beside_files_that_are_tests_by_configuration_are_found_first(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {"checks/check_price.py": "", "checks/json.py": "", "pytest.ini": "[pytest]\npython_files = check_*.py"},
    )
    assert origin(modules(tmp_path).find("json", "checks/check_price.py")) == "project"
    assert origin(modules(tmp_path).find("json", "checks/json.py")) == "project"
