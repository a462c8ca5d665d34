import os
import tempfile


def build(is_kept):
    before = os.getcwd()
    work = tempfile.mkdtemp()
    os.chdir(work)
    if is_kept:
        os.chdir(before)
    else:
        os.listdir()
        os.chdir(before)


def test_build():
    build(True)


def test_build_again():
    build(False)
