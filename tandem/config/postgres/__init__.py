"""A PostgreSQL server of Tandem's own, for places without anyone to keep one.

The programs come from a package (or `--pg-bin`) and are treated as replaceable. The server listens
on a socket in a closed folder and on no network, runs as an ordinary user, and is stopped by
whichever Tandem process leaves last.
"""
