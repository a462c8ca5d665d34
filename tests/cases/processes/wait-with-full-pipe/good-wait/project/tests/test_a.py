import subprocess
import sys


def test_output():
    process = subprocess.Popen([sys.executable, "-c", "print('x' * 200000)"], stdout=subprocess.PIPE)
    out, _ = process.communicate(timeout=10)
    assert len(out) > 200000


def test_code():
    process = subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.DEVNULL)
    assert process.wait(timeout=10) == 0
