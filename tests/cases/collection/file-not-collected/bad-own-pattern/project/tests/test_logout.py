class TestLogout:
    def test_page(self):
        assert "bye".islower()
