import pytest

calls = []


@pytest.mark.flaky(reruns=2, only_rerun="AssertionError")
def test_f():
    calls.append(1)
    assert len(calls) == 2
