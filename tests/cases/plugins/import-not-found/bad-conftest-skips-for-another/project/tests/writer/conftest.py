import pytest

try:
    import json  # noqa: F401
except ImportError:
    pytest.skip("no json here", allow_module_level=True)
