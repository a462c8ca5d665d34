import httpx
import redis.asyncio as redis
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from settings import settings

engine = create_async_engine("postgresql+asyncpg://localhost/shop", poolclass=NullPool)
local = create_async_engine("sqlite+aiosqlite:///shop.db")
unknown = create_async_engine(settings.url)
cache = redis.Redis()
http = httpx.AsyncClient()
inner = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(204)))


async def weather(place):
    response = await http.get(f"https://weather.example/{place}")
    return response.json()
