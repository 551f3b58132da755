"""Where the front end's sources and its build lie."""

from pathlib import Path
from typing import Final

WEB: Final = Path(__file__).resolve().parent
FRONTEND: Final = WEB / "frontend"
EXAMPLES: Final = WEB / "examples"
QUESTIONS: Final = WEB / "questions"
TEMPLATES: Final = WEB / "templates"
STATIC: Final = WEB / "static"
LOCALE: Final = WEB / "locale"
