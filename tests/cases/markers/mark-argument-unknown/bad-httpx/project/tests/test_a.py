import pytest


@pytest.mark.httpx_mock(assert_all_responses_requested=False)
def test_quiet(httpx_mock):
    assert httpx_mock
