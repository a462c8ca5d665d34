from py._vendored_packages import apipkg

apipkg.initpkg(__name__, exportdefs={"xml": {"html": "._xmlgen:html"}})
