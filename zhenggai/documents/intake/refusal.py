"""Why a file is not taken, in words for the person who brought it."""


class Refused(Exception):
    """The file is not taken; the words say why and what to do."""
