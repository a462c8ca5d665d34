class Base:
    async def check_base(self, rows):
        assert rows == [1]
