class TestShared:
    def test_name(self, user):
        assert user == self.name
