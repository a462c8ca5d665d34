import pathlib
import subprocess
import sys


def test_open():
    script = pathlib.Path(__file__).with_name("audit-tests.py")
    assert subprocess.run([sys.executable, str(script), "test_open"]).returncode == 0
