import pathlib
import subprocess
import sys


def test_runner():
    sample = pathlib.Path(__file__).parent / "sample_suite.py"
    subprocess.run([sys.executable, "-m", "pytest", str(sample)], check=True)
