import multiprocessing
import subprocess
import sys
import time


def test_started():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])


class TestChild:
    def setup_method(self):
        self.child = multiprocessing.Process(target=time.sleep, args=(1,))
        self.child.start()

    def test_child(self, clock, returned):
        assert self.child.is_alive()
        assert returned.poll() is None
