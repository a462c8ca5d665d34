HANDLERS = []
ORDER = ["post"]
CAPTURED_RESULTS = []


class Registry:
    NAMES = []


def register(handler):
    HANDLERS.append(handler)
