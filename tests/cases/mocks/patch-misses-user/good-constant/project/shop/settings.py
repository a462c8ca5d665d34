LIMIT = 10
RATE = 2
NAMES = {"a": 1}
