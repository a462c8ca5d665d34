async def deliver(msg):
    raise RuntimeError("smtp down")
