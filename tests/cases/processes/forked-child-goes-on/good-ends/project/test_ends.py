import os


def test_ends():
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
