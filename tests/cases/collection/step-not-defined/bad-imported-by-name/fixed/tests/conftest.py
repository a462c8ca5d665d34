from .cart_steps import add, check_total, empty_cart
from .cart_steps import *
