class Api:
    def __init__(self, client):
        self.client = client

    async def fetch(self):
        response = await self.client.get("/x")
        data = response.json()
        return data["id"]
