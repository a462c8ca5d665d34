import anyio
import pytest


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_connect(anyio_backend):
    await anyio.sleep(0)


class TestClose:
    @pytest.fixture
    def anyio_backend(self):
        return "asyncio"

    @pytest.mark.anyio
    async def test_close(self):
        await anyio.sleep(0)
