import os


def test_other_program():
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
    else:
        os.execlp("true", "true")
