import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def filled():
    yield [1]


def test_plain():
    assert True


def test_rows(filled, anyio_backend):
    assert filled == [1]


async def test_filled(filled):
    assert filled == [1]
