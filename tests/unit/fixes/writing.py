"""What the tests of the writer write; also imported by the process that is killed, which has no pytest."""

from __future__ import annotations

from doctor.model.fixes import FileChange

OLD, NEW = b"[pytest]\r\naddopts = -q\r\n", b"[pytest]\r\n" + b"# new\r\n" * 2000
CHANGES = (
    FileChange("pytest.ini", OLD, NEW),
    FileChange("tests/conftest.py", b"old = 1\n", b"new = 1\n"),
    FileChange("tests/made/test_new.py", None, b"made = 1\n"),
    FileChange("tox.ini", b"[pytest]\n", None),
)
