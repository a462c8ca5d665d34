TYPES = {"post": dict, "page": dict}
CACHE = {}
FLAGS = {"beta": False}


def reset():
    TYPES.pop("draft", None)


def register(name, kind):
    TYPES[name] = kind


class Doors:
    def __setitem__(self, name, door):
        self.last = name


doors = Doors()
