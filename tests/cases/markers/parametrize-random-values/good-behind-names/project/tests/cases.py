import random
from uuid import UUID, uuid4

KEY = uuid4()
KEYS = [uuid4(), uuid4()]
KNOWN = [str(UUID(int=1)), "zero"]
RNG = random.Random(4)
DRAWN = [RNG.random(), RNG.randint(1, 9)]
