import pathlib
import subprocess
import sys
import time


def test_clock():
    clock = subprocess.Popen([sys.executable, "clock.py"])
    while not pathlib.Path("clock.pid").exists():
        time.sleep(0.05)
    assert clock.poll() is None
    clock.terminate()
    clock.wait()
