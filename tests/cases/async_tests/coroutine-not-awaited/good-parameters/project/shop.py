class Store:
    async def has(self, name):
        return name == "tea"

    def count(self):
        return 1
