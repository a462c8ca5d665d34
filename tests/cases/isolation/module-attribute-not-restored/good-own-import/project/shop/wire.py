import json as _json


def sent(order):
    try:
        return _json.dumps(order)
    except TypeError:
        return None
