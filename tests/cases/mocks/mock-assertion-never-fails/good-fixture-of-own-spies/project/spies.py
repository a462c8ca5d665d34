class Spy:
    def __init__(self):
        self.calls = []

    def __call__(self, *args):
        self.calls.append(args)

    def called_once_with(self, *args):
        return self.calls == [args]

    @property
    def called_once(self):
        return len(self.calls) == 1
