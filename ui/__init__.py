"""How people use it: the command line and the browser, both thin over the same objects; no logic of its own."""
