"""What a browser is told that came to an address made for a button: a page in words, not a blank one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_ALLOWED = 405
Answer = Callable[[HttpRequest], HttpResponse]


def refused_in_words(answer: Answer) -> Answer:
    """Middleware: gives an empty 405 a page and leaves its `Allow` as it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code == NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=NOT_ALLOWED)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware
