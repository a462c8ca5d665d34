def cart(get_response):
    return get_response
