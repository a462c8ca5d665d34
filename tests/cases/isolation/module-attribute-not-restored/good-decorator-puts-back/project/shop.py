STYLE = "plain"
