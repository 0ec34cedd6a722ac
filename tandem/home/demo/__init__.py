"""The lived-in demo: three stories and a caseload around them. Everybody in it is made up."""

from tandem.home.demo.build import build, is_built

__all__ = ["build", "is_built"]
