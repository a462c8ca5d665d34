import pytest

from shop.retry import retry

pytestmark = pytest.mark.asyncio


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    async def __call__(self):
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        return "done"


async def test_second_attempt_succeeds():
    assert await retry(Flaky(1)) == "done"


async def test_gives_up():
    with pytest.raises(ConnectionError):
        await retry(Flaky(3))


@pytest.mark.flaky(reruns=2)
async def test_first_attempt_succeeds():
    assert await retry(Flaky(0)) == "done"
