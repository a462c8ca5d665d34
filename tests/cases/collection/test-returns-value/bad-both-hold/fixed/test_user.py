def test_user():
    user = {"name": "ann", "age": 3}
    assert user["name"] == "bob" and user["age"] > 2


class TestUser:
    async def test_async(self):
        assert 1 == 2
