from .cart_steps import add, check_total, empty_cart
