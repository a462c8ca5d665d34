import os

from children import leave


def test_helper():
    pid = os.fork()
    if pid == 0:
        leave()
    os.waitpid(pid, 0)
