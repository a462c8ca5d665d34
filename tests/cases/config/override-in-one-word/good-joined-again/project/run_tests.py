import os
import sys

args = ["-q", "-o xfail_strict=true", "tests"]
sys.exit(os.system("pytest " + " ".join(args)))
