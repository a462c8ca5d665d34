import httpx

from shop import app


async def test_docs():
    async with httpx.AsyncClient(app=app, base_url="http://test") as client:
        assert (await client.get("/docs")).status_code == 200
