import os

import pytest

if not os.getenv("WRITER_KEY"):
    pytest.skip("no key", allow_module_level=True)
