"""The exception tree of the project.

PolicyGraphError
├── ModelError        a declaration contradicts the model; the program does not start
├── ValueProblem      a value is not of its type: what was expected, what arrived
├── StoreError        the store cannot be opened, read or written
│   ├── StoreVersionError   it was made by another version of the model
│   ├── StoreTimeout        a statement ran longer than its limit
│   └── StoreUnavailable    it does not answer
├── AnswerTooLarge    what is asked for is more than a store may give at once
└── LoadError         input cannot be loaded as a whole (single bad lines are reported, not raised)
"""

from __future__ import annotations


class PolicyGraphError(Exception):
    """Anything that this project raises on purpose; its text is meant for people."""


class ModelError(PolicyGraphError):
    """A declaration is wrong; the text names it."""


class ValueProblem(PolicyGraphError, ValueError):
    """A value is not of its type."""


class StoreError(PolicyGraphError):
    """The store cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """The store was made for another version of the model."""


class StoreTimeout(StoreError):
    """A statement ran longer than its limit."""

    @classmethod
    def after(cls, seconds: float) -> StoreTimeout:
        """What is said when a store has had so much time."""
        return cls(f"the store did not answer within {seconds:g} seconds; ask for less at once")


class StoreUnavailable(StoreError):
    """The store does not answer."""


class AnswerTooLarge(PolicyGraphError):
    """What is asked for is more than a store may give at once."""


class LoadError(PolicyGraphError):
    """Input that cannot be loaded as a whole."""
