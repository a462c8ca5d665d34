"""What the sandbox reads in a plugin's source, and what it measures."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pytest_guard.sandbox import source
from pytest_guard.sandbox.sockets import _failure

PLUGIN = """
LINE = "loud(level): makes " "noise"

def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")
    config.addinivalue_line("markers", LINE)
    config.addinivalue_line("markers", f"quiet(hours): at {config}")
    config.addinivalue_line("markers", "odd: {}".format(1))
    config.addinivalue_line("filterwarnings", "error")
    config.addinivalue_line("markers", made())

class Server:
    def start(self):
        self.sock.bind(("localhost", 0))
        self.sock.bind((self.host, 0))
        signature.bind(1, 2)

class Client:
    def start(self, port):
        self.sock.connect(("127.0.0.1", port))
"""


def test_markers_and_hosts_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guard_test_plugin.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    read = source.read("guard_test_plugin")
    lines = ("slow: takes long", "loud(level): makes noise", "quiet(hours): at ", "odd: {}")
    assert read == (lines, {"localhost"}, {"127.0.0.1"})


def test_the_package_of_a_module_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "guard_test_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "plugin.py").touch()
    (package / "server.py").write_text(PLUGIN, encoding="utf-8")
    (package / "broken.py").write_text("addinivalue_line(", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert source.read("guard_test_package.plugin").binds == {"localhost"}


@pytest.mark.parametrize("module", ["guard_no_such_module", "guard_no.such_module", "sys", ""])
def test_a_module_without_source_says_nothing(module: str) -> None:
    assert source.read(module) == ((), frozenset(), frozenset())


def test_a_host_that_is_not_ours_cannot_be_bound() -> None:
    try:
        socket.create_server(("127.0.0.1", 0)).close()
    except OSError as error:
        pytest.skip(f"no loopback here: {error}")
    assert _failure(frozenset({"127.0.0.1"}), frozenset({"127.0.0.1"})) == ""
    assert _failure(frozenset({""}), frozenset({"127.0.0.1"})) == ""
    assert _failure(frozenset({"192.0.2.1"}), frozenset()).startswith("no socket can be bound to 192.0.2.1 here (")
