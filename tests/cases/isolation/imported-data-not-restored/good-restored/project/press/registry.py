TYPES = {"post": dict, "page": dict}
CACHE = {}
FLAGS = {"beta": False}


def reset():
    TYPES.pop("draft", None)


def register(name, kind):
    TYPES[name] = kind
