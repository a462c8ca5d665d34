import subprocess
import sys

subprocess.run([sys.executable, "build.py"], check=True, cwd="shop")
