from httpx import AsyncClient

http = AsyncClient(timeout=5)
