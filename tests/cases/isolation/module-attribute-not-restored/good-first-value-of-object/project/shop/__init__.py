from shop.config import settings
