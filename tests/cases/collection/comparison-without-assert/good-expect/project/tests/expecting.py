class Expected:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        assert self.value == other, f"{self.value!r}, and not {other!r}"
        return True

    __hash__ = None

    @property
    def size(self):
        return Expected(len(self.value))


def expect(value):
    return Expected(value)
