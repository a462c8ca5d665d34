import argparse


def main(argv=None):
    parser = argparse.ArgumentParser()
    return parser.parse_args(argv)


def run():
    return argparse.ArgumentParser().parse_args()
