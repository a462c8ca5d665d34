class Api:
    def load(self):
        return [1]
