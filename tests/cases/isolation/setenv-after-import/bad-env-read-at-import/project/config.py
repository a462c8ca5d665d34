import os

API_URL = os.environ.get("API_URL", "https://live.example.org")


def endpoint(path):
    return API_URL + path
