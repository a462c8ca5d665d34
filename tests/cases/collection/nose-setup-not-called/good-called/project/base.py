class Base:
    def setup_method(self):
        self.setup()

    def setup(self):
        self.value = 0
