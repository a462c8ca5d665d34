import requests


def temperature(city):
    return requests.get(f"http://127.0.0.1:9/{city}", timeout=2).json()["t"]
