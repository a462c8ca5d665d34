def test_user():
    user = {"name": "ann", "age": 3}
    return user["name"] == "bob" and user["age"] > 2


class TestUser:
    async def test_async(self):
        return 1 == 2
