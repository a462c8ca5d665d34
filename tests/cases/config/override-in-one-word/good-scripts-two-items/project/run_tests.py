import subprocess
import sys

import pytest

if __name__ == "__main__":
    subprocess.run(["ssh", "-o StrictHostKeyChecking=no", "build", "pytest"], check=True)
    sys.exit(pytest.main(["-q", "-o", "xfail_strict=true", "-oxfail_strict=true", "tests"]))
