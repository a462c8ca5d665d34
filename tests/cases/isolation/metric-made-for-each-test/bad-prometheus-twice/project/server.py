from prometheus_client import Counter


class App:
    def __init__(self, requests):
        self.requests = requests


def create_app():
    return App(Counter("shop_requests", "Requests"))
