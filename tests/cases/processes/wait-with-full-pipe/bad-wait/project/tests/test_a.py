import subprocess
import sys


def test_output():
    process = subprocess.Popen([sys.executable, "-c", "print('x' * 200000)"], stdout=subprocess.PIPE)
    process.wait(timeout=3)
    assert len(process.stdout.read()) > 200000
