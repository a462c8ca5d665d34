from shop.looking import order as order_by_module
from shop.mail import send, send_signed, sign


def order(name, is_dry):
    return order_by_module(name) if is_dry else send(name)


def signed(name):
    return send_signed(name) or sign(name)
