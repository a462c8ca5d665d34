import logging


def test_own(tmp_path):
    logger = logging.getLogger(f"test_{tmp_path.name}")
    logger.propagate = False
    assert not logger.propagate


class TestDirect:
    def setup_method(self):
        self.logger = logging.Logger("direct")
        self.logger.propagate = False

    def test_direct(self):
        assert not self.logger.propagate
