"""The language of the pages: Chinese, unless the reader chose another here. A browser's own preference does not count (design §5)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

Answer = Callable[[HttpRequest], HttpResponse]


def chosen_language(answer: Answer) -> Answer:
    """Middleware: activates the language of the reader's cookie, else the installation's."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            return answer(request)

    return middleware


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language the reader picked, and goes back to where they were."""
    return set_language(request)
