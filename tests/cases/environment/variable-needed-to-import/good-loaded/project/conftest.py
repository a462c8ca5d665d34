import os

from dotenv import load_dotenv

load_dotenv()
HOST = os.environ["SHOP_DB_HOST"]
