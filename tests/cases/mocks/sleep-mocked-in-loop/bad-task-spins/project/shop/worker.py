import asyncio


class Worker:
    def __init__(self):
        self.stopped = False
        self.rounds = 0

    async def run(self):
        while not self.stopped:
            self.rounds += 1
            await asyncio.sleep(0.1)

    async def wait(self, times):
        while self.rounds < times:
            self.rounds += 1
            await asyncio.sleep(0.1)
