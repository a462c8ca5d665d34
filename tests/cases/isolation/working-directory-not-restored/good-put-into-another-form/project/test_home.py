import os


def test_home(tmp_path):
    before = os.getcwd()
    os.chdir(str(tmp_path))
    assert os.listdir() == []
    os.chdir(str(before))
