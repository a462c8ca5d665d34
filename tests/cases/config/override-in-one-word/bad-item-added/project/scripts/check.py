import subprocess
import sys

command = [sys.executable, "-m", "pytest"]
if "--strict" in sys.argv:
    command.append("-o xfail_strict=true")
sys.exit(subprocess.call(command))
