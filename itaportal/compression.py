"""Pages and data compressed on their way; what is compressed already goes as it is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from gzip import GzipFile
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.text import StreamingBuffer

_TEXTS = ("text/", "application/json")


class CompressionMiddleware(GZipMiddleware):
    """Django's compression, for texts, with each part of a page on its way at once.

    Against guessing a page's secrets by its length (BREACH), Django adds up to a hundred random
    bytes, and its tokens against forgery differ from page to page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, compressed where it is a text and the browser takes it so."""
        if not response.get("Content-Type", "").startswith(_TEXTS):
            return response
        if not isinstance(response, StreamingHttpResponse):
            return super().process_response(request, response)
        parts = cast("Iterator[bytes]", response.streaming_content)  # no view here is async
        compressed = super().process_response(request, response)
        if compressed.get("Content-Encoding") == "gzip":
            # Django's own keeps the head of a page back until the rest has been made.
            response.streaming_content = _each_at_once(parts, self.max_random_bytes)
        return compressed


def _each_at_once(parts: Iterable[bytes], most_random_bytes: int) -> Iterator[bytes]:
    buffer = StreamingBuffer()
    padding = "a" * secrets.randbelow(most_random_bytes + 1)
    with GzipFile(padding, "wb", 6, buffer, mtime=0) as packed:
        for part in parts:
            packed.write(part)
            packed.flush()
            yield buffer.read()
    yield buffer.read()
