from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@settings(suppress_health_check=HealthCheck.too_slow)
@given(st.integers())
def test_slow(n):
    assert n == n
