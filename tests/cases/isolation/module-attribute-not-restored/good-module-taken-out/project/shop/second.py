TITLE = "second"
