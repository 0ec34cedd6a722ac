"""The one way in which a rule says no."""


class Refused(Exception):
    """A rule forbids this; the sentence is for the reader."""

    @property
    def sentence(self) -> str:
        return str(self.args[0])
