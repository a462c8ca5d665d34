class Client:
    async def fetch(self):
        return 1

    def name(self):
        return "client"


async def load(client):
    return await client.fetch()
