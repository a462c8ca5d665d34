import subprocess
import sys

command = [sys.executable, "-m", "pytest"]
if "--strict" in sys.argv:
    command.append("--override-ini=xfail_strict=true")
sys.exit(subprocess.call(command))
