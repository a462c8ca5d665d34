"""Bad input gives a finding or a `skipped` line and an exit code of the contract, never a traceback."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.command import Done, doctor, plant

PYTEST_METADATA = "Metadata-Version: 2.1\nName: pytest\nVersion: 8.4.2\n"
TEST = "def test_one():\n    assert True\n"
BROKEN: dict[str, dict[str, str | bytes]] = {
    "binary pytest.ini": {"pytest.ini": b"\x00\xff\xfe\x01" * 50, "test_a.py": TEST},
    "latin-1 pytest.ini": {"pytest.ini": "[pytest]\naddopts = -k caf\xe9\n".encode("latin-1"), "test_a.py": TEST},
    "utf-16 pyproject": {
        "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-ra"\n'.encode("utf-16"),
        "test_a.py": TEST,
    },
    "broken TOML": {"pyproject.toml": "[tool.pytest.ini_options\naddopts = ", "test_a.py": TEST},
    "deep TOML": {
        "pyproject.toml": "a = " + "[" * 5000 + "]" * 5000 + "\n[tool.pytest.ini_options]\n",
        "test_a.py": TEST,
    },
    "broken INI": {"pytest.ini": "addopts = -ra\n[pytest\n", "test_a.py": TEST},
    "duplicate key": {"pytest.ini": "[pytest]\naddopts = -ra\naddopts = -q\n", "test_a.py": TEST},
    "unbalanced quote": {"pytest.ini": "[pytest]\naddopts = -k 'a\n", "test_a.py": TEST},
    "broken Python": {"test_a.py": "def test_(:\n", "conftest.py": "import (\n"},
    "null bytes in Python": {"test_a.py": b"def test_a():\x00\n    pass\n"},
    "unknown encoding in Python": {"test_a.py": b"# coding: klingon\ndef test_a(): pass\n"},
    "deep Python": {"test_a.py": "x = " + "(" * 3000 + ")" * 3000 + "\n"},
    "newer syntax": {
        "test_a.py": "def test_a():\n    match x:\n        case lambda: pass\n    type X[T = int] = list[T\n"
    },
    "binary lock": {"uv.lock": b"\x00\x01\x02" * 100, "test_a.py": TEST},
    "broken requirements": {"requirements.txt": "-r requirements.txt\n===\n\x00pytest\n", "test_a.py": TEST},
    "no files": {},
    "folder named pytest.ini": {"pytest.ini/x.txt": "", "pyproject.toml/y.txt": "", "test_a.py": TEST},
    "broken venv": {".venv/pyvenv.cfg": b"\x00\xffhome", ".venv/bin/python": "", "test_a.py": TEST},
    "windows venv": {
        ".venv/pyvenv.cfg": "home = C:\\Python312\nversion = 3.12.4\n",
        ".venv/Scripts/python.exe": "",
        ".venv/Lib/site-packages/pytest-8.4.2.dist-info/METADATA": PYTEST_METADATA,
        "test_a.py": TEST,
    },
    "hostile METADATA": {
        ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
        ".venv/bin/python": "",
        ".venv/lib/python3.12/site-packages/a-1.dist-info/METADATA": b"\xff\x00" * 10_000,
        ".venv/lib/python3.12/site-packages/b-.dist-info/METADATA": "Name: ../../etc\nVersion: " + "9" * 100_000 + "\n",
        ".venv/lib/python3.12/site-packages/c-1.dist-info/entry_points.txt": "[pytest11\nx = = =\n[pytest11]\n= y\nz\n",
        ".venv/lib/python3.12/site-packages/d.egg-info/PKG-INFO": "",
        "test_a.py": TEST,
    },
    "Python 2": {"test_a.py": "def test_a():\n    print 'a', 0777, `1`\n    exec 'x'\n", "conftest.py": "print 'x'\n"},
    "syntax of tomorrow": {"test_a.py": "lazy import json\n\ndef test_a(x: t'{y}' = <>): ...\n"},
    "merge conflict": {"test_a.py": f"<<<<<<< ours\n{TEST}=======\n{TEST}>>>>>>> theirs\n"},
    "deep functions": {
        "test_a.py": "".join(" " * level + f"def test_{level}():\n" for level in range(90)) + " " * 90 + "pass\n"
    },
    "deep calls": {"test_a.py": "def test_a():\n    assert " + "str(" * 900 + ")" * 900 + "\n"},
    "deep attributes": {"test_a.py": "import os\n\ndef test_a():\n    os" + ".a" * 1000 + "()\n"},
    "deep operations": {
        "test_a.py": "X = " + "1 + " * 1000 + "1\n\ndef test_a():\n    assert not " + "-" * 1000 + "1\n"
    },
    "byte order mark": {"test_a.py": b"\xef\xbb\xbf" + TEST.encode(), "conftest.py": b"\xef\xbb\xbf# nothing\n"},
    "latin-1 Python": {"test_a.py": "# coding: latin-1\nX = 'caf\xe9'\ndef test_\xe9(): pass\n".encode("latin-1")},
    "latin-1 undeclared": {"test_a.py": "X = 'caf\xe9'\n".encode("latin-1") + TEST.encode()},
    "utf-16 Python": {"test_a.py": TEST.encode("utf-16")},
    "carriage returns": {"test_a.py": TEST.replace("\n", "\r") + "@x\r\ndef test_two():\r    os.environ['X'] = '1'\r"},
    "one long line": {"test_a.py": "DATA = [" + "(1, 'x', os.a),".join([""] * 60_000) + "]\n" + TEST},
    "generated tables": {
        "test_a.py": "import pytest\n\nROWS = [\n"
        + "".join(f"    ({number}, 'row {number}', [{number}, {{'key': {number}.5}}]),\n" for number in range(10_000))
        + "]\n\n@pytest.mark.parametrize('a, b, c', [\n"
        + "".join(f"    ({number}, 'row {number}', None),\n" for number in range(10_000))
        + "])\ndef test_rows(a, b, c):\n    assert a\n",
    },
    "deep folders": {"/".join(["d"] * 300) + "/test_a.py": TEST},
    "deep strings": {"test_a.py": "def test_a():\n    assert " + "f'{" * 60 + "1" + "}'" * 60 + "\n"},
    "deep lists": {"test_a.py": "import pytest\n\nX = " + "[" * 90 + "]" * 90 + "\n" + TEST},
    "deep conditions": {
        "test_a.py": "def test_a():\n"
        + "".join("    " * level + "    if 1:\n" for level in range(95))
        + " " * 400
        + "pass\n"
    },
    "long chain": {"test_a.py": "def test_a():\n    if 0: pass\n" + "    elif 1: pass\n" * 3000},
    "null bytes at the end": {"test_a.py": TEST.encode() + b"\x00" * 1000},
    "long words": {"test_a.py": f"from tests import helper\n\ndef test_a():\n    helper('{'a.b.' * 200_000}')\n"},
    "star imports in a circle": {
        "test_a.py": "from test_b import *\n" + TEST,
        "test_b.py": "from test_c import *\nfrom test_a import *\n",
        "test_c.py": "from test_a import *\nfrom test_c import *\n",
        "conftest.py": "from test_a import *\npytest_plugins = ['test_b', 'conftest']\n",
    },
    "hostile names": {"test_\x1b[31m.py": TEST, "pytest.ini": "[pytest]\n\x1b[31mkey = 1\n"},
}


def check(done: Done) -> None:
    assert done.code in (0, 1, 2), done.err + done.out
    assert "Traceback" not in done.err + done.out
    assert "defect of pytest-doctor" not in done.err + done.out
    assert '"defects": [\n' not in done.out
    assert "\x1b[31m" not in done.out


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(
    "command", ["diagnose", *(pytest.param(each, marks=pytest.mark.slow) for each in ("config", "env"))]
)
def test_no_traceback(name: str, command: str, tmp_path: Path) -> None:
    plant(tmp_path, BROKEN[name])
    check(doctor(command, ".", cwd=tmp_path))


@pytest.mark.parametrize(
    "name", ["binary pytest.ini", "broken TOML", "broken INI", "duplicate key", "unbalanced quote"]
)
def test_broken_configuration_is_a_finding(name: str, tmp_path: Path) -> None:
    plant(tmp_path, BROKEN[name])
    done = doctor("diagnose", ".", "--format", "json", cwd=tmp_path)
    assert done.code == 1
    assert any(found["file"] in BROKEN[name] and found["severity"] == "error" for found in done.json["findings"])


@pytest.mark.parametrize("name", ["broken Python", "null bytes in Python", "unknown encoding in Python"])
def test_broken_python_is_told(name: str, tmp_path: Path) -> None:
    plant(tmp_path, BROKEN[name])
    told = doctor("diagnose", ".", "--format", "json", cwd=tmp_path).json
    places = [skip["what"] for skip in told["skipped"]] + [found["file"] for found in told["findings"]]
    assert any("test_a.py" in place for place in places)


@pytest.mark.parametrize(
    "name", ["Python 2", "syntax of tomorrow", "merge conflict", "utf-16 Python", "latin-1 undeclared", "deep calls"]
)
def test_python_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    plant(tmp_path, BROKEN[name])
    told = doctor("diagnose", ".", "--format", "json", cwd=tmp_path).json
    places = [skip["what"] for skip in told["skipped"]] + [found["file"] for found in told["findings"]]
    assert any("test_a.py" in place for place in places)


@pytest.mark.parametrize("name", ["byte order mark", "latin-1 Python", "carriage returns", "star imports in a circle"])
def test_python_that_is_only_odd_is_read(name: str, tmp_path: Path) -> None:
    plant(tmp_path, BROKEN[name])
    told = doctor("diagnose", ".", "--format", "json", cwd=tmp_path).json
    assert "test_a.py" not in [skip["what"] for skip in told["skipped"]]
    assert told["summary"]["files"] >= 1


def test_a_module_of_five_megabytes_is_left_out(tmp_path: Path) -> None:
    plant(tmp_path, {"test_a.py": TEST, "test_big.py": "X = 1\n" * 900_000})
    done = doctor("diagnose", ".", "--format", "json", cwd=tmp_path)
    check(done)
    assert [(skip["what"], skip["reason"][:18]) for skip in done.json["skipped"] if "test_" in skip["what"]] == [
        ("test_big.py", "too large to read:")
    ]


@pytest.mark.skipif(os.name == "nt", reason="there are no such files on Windows")
def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path) -> None:
    import socket

    plant(tmp_path, {"tests/test_a.py": TEST})
    os.mkfifo(tmp_path / "tests/test_pipe.py")
    os.mkfifo(tmp_path / "conftest.py")
    (tmp_path / "tests/test_device.py").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "tests/test_socket.py"))
        done = doctor("diagnose", ".", "--format", "json", cwd=tmp_path)
    check(done)
    told = {skip["what"]: skip["reason"] for skip in done.json["skipped"]}
    assert told["tests/test_pipe.py"] == told["tests/test_socket.py"] == told["conftest.py"] == "no ordinary file"


def test_huge_files(tmp_path: Path) -> None:
    plant(tmp_path, {"test_a.py": TEST})
    for name in ("pyproject.toml", "test_huge.py", "requirements.txt"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
    done = doctor("diagnose", ".", "--format", "json", cwd=tmp_path)
    check(done)
    assert "test_huge.py" in [skip["what"] for skip in done.json["skipped"]]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_symlink_loops(tmp_path: Path) -> None:
    plant(tmp_path, {"tests/test_a.py": TEST})
    (tmp_path / "tests/loop").symlink_to(tmp_path)
    (tmp_path / "pytest.ini").symlink_to(tmp_path / "pytest.ini")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    check(doctor("diagnose", ".", cwd=tmp_path))
    check(doctor("config", ".", cwd=tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="files have other rights on Windows")
def test_unreadable_files(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest.ini": "[pytest]\n", "test_a.py": TEST, "sub/test_b.py": TEST})
    for name in ("pytest.ini", "test_a.py", "sub"):
        (tmp_path / name).chmod(0)
    try:
        words = [sys.executable, "-m", "doctor", "diagnose", ".", "--format", "json"]
        found = subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=bound_by_modes
        )
    finally:
        (tmp_path / "sub").chmod(0o755)
    done = Done(found.returncode, found.stdout, found.stderr)
    check(done)
    assert {"test_a.py", "sub"} <= {skip["what"] for skip in done.json["skipped"]}
    assert "config-file-broken" in [each["rule"] for each in done.json["findings"]]


def bound_by_modes() -> None:
    """Root may read everything; without these two powers it is bound by the modes of files as anybody is (Linux)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(24, power, 0, 0, 0):  # PR_CAPBSET_DROP
                raise OSError("the power cannot be given up")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="there are no such names here")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_names_that_are_no_text(form: str, tmp_path: Path) -> None:
    """With a new line, and in no encoding: on standard output and in a file."""
    bad = "def test_a():\n    return 1 == 2\n"
    plant(tmp_path, {"test_new\nline.py": bad})
    (tmp_path / os.fsdecode(b"test_\xff\xfe.py")).write_text(bad)
    (tmp_path / os.fsdecode(b"\xe9t\xe9")).mkdir()
    (tmp_path / os.fsdecode(b"\xe9t\xe9/test_b.py")).write_text(bad)
    done = doctor("diagnose", ".", "--format", form, cwd=tmp_path)
    check(done)
    assert done.code == 1
    written = doctor("diagnose", ".", "--format", form, "--output", "report.txt", "--no-cache", cwd=tmp_path)
    check(written)
    assert written.code == 1
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert text.count("test-returns-value") >= 3
    assert "new\nline.py:" not in text  # a name never looks like two lines


def test_files_that_change_and_vanish_meanwhile(tmp_path: Path) -> None:
    """Another process writes, cuts, removes and replaces what is being read."""
    plant(tmp_path, {f"tests/test_{number}.py": TEST * 300 for number in range(60)})
    plant(tmp_path, {"pytest.ini": "[pytest]\n", "tests/conftest.py": ""})
    stop = threading.Event()

    def disturb() -> None:
        random = Random(1)
        while not stop.is_set():
            file = tmp_path / random.choice(
                ["tests/conftest.py", "pytest.ini", f"tests/test_{random.randrange(60)}.py"]
            )
            deed = random.randrange(4)
            with suppress(OSError):
                if deed == 0:
                    file.unlink()
                elif deed == 1:
                    file.write_bytes(b"[pytest]\n" if file.suffix == ".ini" else TEST.encode() * random.randrange(300))
                elif deed == 2:
                    os.truncate(file, 7)
                else:
                    file.with_suffix(".new").write_text("import os\n" * 50)
                    file.with_suffix(".new").replace(file)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for _ in range(2):
            check(doctor("diagnose", ".", cwd=tmp_path))
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diagnose", "nowhere"), "does not exist"),
        (("diagnose", "file.txt"), "is a file"),
        (("diagnose", ".", "--select", "no-such-rule"), "no-such-rule"),
        (("diagnose", ".", "--fail-on", "sometimes"), "fail-on"),
        (("diagnose", ".", "--format", "yaml"), "yaml"),
        (("diagnose", ".", "--env", "NOVALUE"), "KEY=VALUE"),
        (("config", ".", "--pytest", "3.0"), "not supported"),
        (("diagnose", ".", "--output", "no/such/folder/out.txt"), "cannot write"),
        (("explain", "no-such-rule"), "nothing is known"),
        (("frobnicate",), "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_calls_end_with_2(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    plant(tmp_path, {"file.txt": "", "test_a.py": TEST})
    done = doctor(*words, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_broken_settings_of_ours_are_named(tmp_path: Path) -> None:
    plant(tmp_path, {"pyproject.toml": "[tool.pytest-doctor]\nselekt = []\n", "test_a.py": TEST})
    done = doctor("diagnose", ".", cwd=tmp_path)
    assert done.code == 2
    assert "selekt" in done.err
    assert "select" in done.err
