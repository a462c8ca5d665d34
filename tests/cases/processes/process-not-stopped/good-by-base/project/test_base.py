import subprocess
import sys


class Base:
    def teardown_method(self):
        self.child.kill()
        self.child.wait()


class TestChild(Base):
    def setup_method(self):
        self.child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])

    def test_child(self):
        assert self.child.poll() is None
