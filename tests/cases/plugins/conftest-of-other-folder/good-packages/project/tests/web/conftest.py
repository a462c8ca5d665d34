PAGE = "<html>"
