import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--size", default=3)
args = parser.parse_args()


def test_one():
    assert args.size == 3
