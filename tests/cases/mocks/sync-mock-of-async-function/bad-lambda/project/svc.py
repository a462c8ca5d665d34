async def load(n):
    raise RuntimeError("network")


async def double(n):
    return 2 * await load(n)


class Client:
    async def fetch(self):
        return await load(1)


async def fetched():
    client = Client()
    return await client.fetch()
