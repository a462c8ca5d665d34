from base import Base


class TestNames(Base):
    def test_name(self):
        assert self.value == "test_name"
