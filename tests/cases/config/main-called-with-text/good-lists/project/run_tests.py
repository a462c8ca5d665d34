import sys

import pytest

ARGS = ["-x"]
sys.exit(pytest.main(ARGS + sys.argv[1:]))
