pytest_plugins = ["steps.cart_steps"]
