class Session:
    def get(self, path):
        raise OSError(path)


class Client:
    retries = 2

    def __init__(self, timeout=3):
        self.timeout = timeout
        self.session = Session()

    def rows(self):
        return self.session.get("/rows")


def load(client):
    client.loaded = client.rows()
    return client.loaded


class Cached(dict):
    def __init__(self):
        self.hits = 0


class Slotted:
    __slots__ = ("size",)

    def __init__(self):
        self.size = 1


class Open:
    def __init__(self):
        self.port = 1

    def __getattr__(self, name):
        return name
