"""What is said of autouse fixtures."""

from __future__ import annotations

from pytest_guard.fixtures import Definition, problems


def defined(file: str, name: str = "setup", scope: str = "function", holder: str | None = None) -> Definition:
    return Definition(name, scope, file if holder is None else holder, file, 7)


def test_one_name_in_several_files() -> None:
    (said,) = problems([defined("tests/a/test_a.py"), defined("tests/b/test_b.py"), defined("tests/b/test_b.py")])
    assert said == (
        "DUPLICATE autouse fixture 'setup' is defined in 2 files:\n  - tests/a/test_a.py:7\n  - tests/b/test_b.py:7\n"
        "  Fix: define it once, in tests/conftest.py, or give them different names"
    )


def test_at_the_root() -> None:
    (said,) = problems([defined("test_a.py"), defined("tests/test_b.py")])
    assert "in conftest.py," in said


def test_wide_scopes_outside_conftest() -> None:
    for scope in ("module", "package", "session"):
        (said,) = problems([defined("tests/test_a.py", scope=scope)])
        assert said.startswith(f"{scope.upper()} autouse fixture 'setup' is defined outside conftest.py:\n  - tests/")
    (said,) = problems([defined("tests/test_a.py", scope="session", holder="tests/test_a.py::TestA")])
    assert said.endswith("  Fix: move it to tests/conftest.py, or let the tests name it")


def test_nothing_is_said_of() -> None:
    assert not problems(
        [
            defined("tests/conftest.py", scope="session", holder="tests"),
            defined("tests/helpers.py", "helped", "session", holder=""),
            defined("tests/helpers.py", "packaged", "module", holder="tests/__init__.py"),
            defined("tests/test_a.py", "own", "class", holder="tests/test_a.py::TestA"),
            defined("tests/test_b.py", "own", holder="tests/test_b.py::TestA"),
        ]
    )
