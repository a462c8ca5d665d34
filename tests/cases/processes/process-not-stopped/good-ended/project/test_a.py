import multiprocessing
import subprocess
import sys
import time
from unittest import mock

import pytest


def test_by_test(by_test):
    by_test.kill()
    by_test.wait()


def test_others(by_with, by_yield, by_finalizer, by_helper, by_number, by_stack):
    assert by_with.poll() is None


def test_output():
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    out, _ = process.communicate()
    assert not out


def test_waited():
    assert subprocess.Popen([sys.executable, "-c", ""]).wait() == 0


def test_mocked():
    with mock.patch("subprocess.Popen") as popen:
        subprocess.Popen(["anything"])
        popen.assert_called_once_with(["anything"])


def test_daemon():
    child = multiprocessing.Process(target=time.sleep, args=(1,), daemon=True)
    child.start()
    assert child.is_alive()


class TestChild:
    def setup_method(self):
        self.child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])

    def teardown_method(self):
        self.child.kill()
        self.child.wait()

    def test_child(self):
        assert self.child.poll() is None


def test_seen_out():
    process = subprocess.Popen([sys.executable, "-c", ""])
    start = time.monotonic()
    while time.monotonic() - start < 5:
        if process.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("it runs on")


def test_not_found():
    with pytest.raises(FileNotFoundError):
        subprocess.Popen(["/no/such/program"])
