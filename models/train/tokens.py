"""The pipeline's tokenizer: English, with cuts where exports, logs and OCR leave no space."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# A colon, an equals sign, a bar or a quotation mark between anything; a comma beside a non-digit.
CUTS = (r"[:=|;\t\"<>{}\[\]\\]", r"(?<=[^\d\s]),", r",(?=[^\d\s])", r"(?<=[A-Za-z.])#(?=\d)")
CURRENCIES = (r"(?:USD|EUR|GBP|CAD|AUD|CHF|MYR|SGD|RM|Rs\.?)(?=\d)", r"[A-Z]{1,2}(?=\$)", r"[:=>|~_·]")


def blank() -> Language:
    """Return a blank English pipeline with the project's tokenizer."""
    nlp = spacy.blank("en")
    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, *CUTS]).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex([*nlp.Defaults.prefixes, *CURRENCIES]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*nlp.Defaults.suffixes, r"[=>|~_·]"]).search
    return nlp
