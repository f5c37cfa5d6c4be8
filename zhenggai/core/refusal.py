"""What was asked for and is not done, said in words: one exception for files, actions and accounts, one way for a page to answer."""


class Refusal(Exception):
    """Nothing was done. The message says why and what to do, fit to be shown; `field` names what it is about ("" for the whole)."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field
