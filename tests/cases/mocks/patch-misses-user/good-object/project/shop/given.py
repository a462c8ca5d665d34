import shop.mail
from shop.mail import send

__all__ = ["order", "send"]


def order(name, send=None):
    send = send or getattr(shop.mail, "send")
    return send(name)


def ask(send):
    return send("ask")
