import freezegun

freezegun.configure(extend_ignore_list=["asyncio"])
