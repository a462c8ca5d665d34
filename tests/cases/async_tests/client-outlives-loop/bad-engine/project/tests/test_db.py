from sqlalchemy import text

from app.db import Session, engine


async def test_connected():
    async with engine.connect() as connection:
        assert await connection.scalar(text("select 1")) == 1


async def test_session():
    async with Session() as session:
        result = await session.execute(text("select 2"))
        assert result.scalar() == 2
