import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

PASSWORD = os.environ.get("DB_PASSWORD", "")
URL = f"postgresql+asyncpg://shop:{PASSWORD}@localhost/shop"
engine = create_async_engine(URL, pool_size=5)
Session = async_sessionmaker(engine, expire_on_commit=False)
