import os


def use_region(name):
    os.environ["REGION"] = name


def forget_region():
    os.environ.pop("REGION", None)
