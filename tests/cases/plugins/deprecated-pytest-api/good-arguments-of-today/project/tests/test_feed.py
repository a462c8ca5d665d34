import pytest

json = pytest.importorskip("json", exc_type=ImportError)


@pytest.fixture(scope="module", params=[1])
def feed():
    return [json]


def test_feed(feed):
    with pytest.raises(ValueError, match="no"):
        raise ValueError("no")
    if not feed:
        pytest.fail(reason="empty", pytrace=False)
