"""The one way in which a build fails."""


class BuildError(Exception):
    """The front end cannot be built; the message says why and what to do."""
