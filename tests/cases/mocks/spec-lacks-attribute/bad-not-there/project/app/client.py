class Client:
    size: int

    def __init__(self):
        self.timeout = 3

    def get(self):
        return 1


class Base:
    def fetch(self):
        return 1


class Derived(Base):
    pass
