from prometheus_client import CollectorRegistry, Counter

TOTAL = Counter("total", "Total")
_made = None


def create_app():
    return Counter("shop_requests", "Requests", registry=CollectorRegistry())


def shared():
    global _made
    if _made is None:
        _made = Counter("shop_made", "Made")
    return _made


def once():
    return Counter("shop_once", "Once")
