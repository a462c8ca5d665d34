import asyncio
import textwrap


async def page():
    return "a\nb\n"


def test_page():
    async def run():
        wanted = """\
    a
    b
    """
        assert await page() == textwrap.dedent(wanted)

    asyncio.run(run())
