import pytest

pytestmark = pytest.mark.slow
integration = pytest.mark.integration


@pytest.mark.skip(reason="x")
def test_a():
    pass


def test_b(request):
    request.node.add_marker(pytest.mark.xfail)
    marks = [pytest.mark.slow]
    assert marks
