"""What was asked for and is not done, said in words: one exception for files, actions and accounts, one way for a page to answer."""

from typing import Any


class Refusal(Exception):
    """Nothing was done. The message says why and what to do, fit to be shown; `field` names what it is about ("" for the whole)."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field

    def tell(self, form: Any) -> None:
        """Says it on a form: beside the field it is about, else above."""
        form.add_error(self.field if self.field in form.fields else None, str(self))
