import httpx


async def temperature(city):
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://127.0.0.1:9/{city}")).json()["t"]
