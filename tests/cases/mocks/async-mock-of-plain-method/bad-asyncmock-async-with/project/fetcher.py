class Fetcher:
    def __init__(self, session):
        self.session = session

    async def status(self, url):
        async with self.session.get(url) as response:
            return response.status
