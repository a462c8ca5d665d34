from pytest import mark


@mark.asyncio(loopscope="class")
class TestTotal:
    async def test_total(self):
        assert 1 + 1 == 2
