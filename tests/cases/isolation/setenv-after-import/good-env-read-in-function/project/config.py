import os

DEFAULT = os.environ.get("API_DEFAULT", "x")


def endpoint(path):
    return os.environ.get("API_URL", "https://live.example.org") + path
