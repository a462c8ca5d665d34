import health
from health import flag, is_ready


def test_ready():
    assert callable(is_ready)
    assert is_ready is health.is_ready
    assert flag
    assert health.fast is None
