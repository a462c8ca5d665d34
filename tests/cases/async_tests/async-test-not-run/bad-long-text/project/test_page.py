import textwrap


async def page():
    return "a\nb\n"


async def test_page():
    wanted = """\
    a
    b
    """
    assert await page() == textwrap.dedent(wanted)
