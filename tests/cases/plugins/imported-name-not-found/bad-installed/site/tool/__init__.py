from tool._build import build
