"""Why a report could not be printed; every message is Thai and says what to do."""


class RenderError(Exception):
    """The report cannot be printed."""


class MissingGlyphError(RenderError):
    """A character that the report's font cannot draw."""


class MissingFontError(RenderError):
    """The report's fonts have not been built."""


class MissingDictionaryError(RenderError):
    """The dictionary of the report's line breaks has not been built."""
