from shop.middleware.cart import cart
