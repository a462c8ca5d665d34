import argparse


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="ann")
    args = parser.parse_args()
    return f"hello {args.name}"
