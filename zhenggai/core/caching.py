"""What a browser may keep: nothing of a page, so that Back shows nobody's work after they signed out. Static files are no pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def nothing_kept(answer: Answer) -> Answer:
    """Middleware: no browser, proxy or disk keeps an answer that did not say itself how long it may be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
