class Base:
    def setup_method(self, method):
        self.value = method.__name__
