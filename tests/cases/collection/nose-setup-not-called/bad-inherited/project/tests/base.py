class Base:
    def setup(self, method):
        self.value = method.__name__
