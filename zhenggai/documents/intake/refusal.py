"""Why a file is not taken, in words for the person who brought it."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """The file is not taken; the words say why and what to do."""
