class TestShop:
    def setup_method(self):
        self.names = ["open"]

    def teardown_method(self):
        self.names = []

    def setup_method2(self):
        self.names = ["closed"]

    def setup_classes(self):
        self.names = ["closed"]

    def set_method(self):
        self.names = ["closed"]

    def _setup_method(self):
        self.names = ["closed"]

    def test_shop(self):
        assert self.names == ["open"]
