import os

import pytest

if not os.getenv("WRITER_KEY"):
    pytest.skip("no key", allow_module_level=True)

try:
    import writersdk  # noqa: F401
except ImportError:
    pytest.skip("not installed", allow_module_level=True)
