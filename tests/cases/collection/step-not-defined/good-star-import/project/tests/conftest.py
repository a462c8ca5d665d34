from .cart_steps import *
