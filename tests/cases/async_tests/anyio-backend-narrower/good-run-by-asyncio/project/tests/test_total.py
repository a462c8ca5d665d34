async def test_total(connection):
    assert connection["open"]
