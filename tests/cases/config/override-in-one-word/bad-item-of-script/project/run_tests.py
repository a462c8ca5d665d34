import sys

import pytest

if __name__ == "__main__":
    args = ["-q", "-o xfail_strict=true", "tests"]
    sys.exit(pytest.main(args))
