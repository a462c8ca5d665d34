class Context:
    def __init__(self):
        self.bits = 53

    @property
    def digits(self):
        return int(self.bits * 0.301)

    @digits.setter
    def digits(self, value):
        self.bits = int(value / 0.301)


context = Context()
