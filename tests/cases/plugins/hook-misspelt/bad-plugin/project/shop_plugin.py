def pytets_configure(config):
    config.shop = 1
